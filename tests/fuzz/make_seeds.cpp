/// fuzz_seeds FOLDER: writes the examples of every diagnostic code as inputs, and FOLDER/../fields.dict with the names
/// and choices of the schema.
#include <cstdio>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "schema/table.hpp"

using namespace feastctl;

namespace {

/// The words of a type, by the way down to what was not seen yet.
void collect(const schema::Type& type, std::set<const schema::Type*>& seen, std::set<std::string_view>& words) {
  if (!seen.insert(&type).second) return;
  for (const schema::Choice& choice : type.choices) words.insert(choice.text);
  for (const schema::Property& property : type.properties) {
    words.insert(property.name);
    collect(*property.type, seen, words);
  }
  if (type.entry != nullptr) collect(*type.entry, seen, words);
}

/// A first line that asks for the options of a rule's examples, see options_for.
std::string options_line(std::string_view args) {
  std::string line;
  if (args.find("openshift") != std::string_view::npos) line += 'o';
  if (args.find("inline") != std::string_view::npos) line += 'i';
  if (args.find("autoscaler") != std::string_view::npos) line += 'e';
  if (args.find("monitoring") != std::string_view::npos) line += 'p';
  return line.empty() ? "" : "#!" + line + "\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::string folder = arguments[1];
  for (const Rule& rule : catalog::all()) {
    for (const std::string_view text : {rule.wrong, rule.right}) {
      if (text.empty()) continue;
      const std::string name = folder + "/" + std::string(rule.code) + (text == rule.wrong ? "_wrong" : "_right");
      std::ofstream(name) << options_line(rule.args) << text;
    }
  }
  std::set<const schema::Type*> seen;
  std::set<std::string_view> words;
  collect(schema::document(ApiVersion::kV1), seen, words);
  collect(schema::document(ApiVersion::kV1Alpha1), seen, words);
  std::ofstream dictionary(folder + "/../fields.dict");
  for (const std::string_view word : words) {
    if (word.size() > 2 && word.find_first_of("\"\\") == std::string_view::npos) dictionary << '"' << word << ": \"\n";
  }
  return dictionary ? 0 : 1;
}
