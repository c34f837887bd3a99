/// @file
/// @brief Build-time program: turns schemas/feast/*.json into the tables that table.hpp declares.
///
///     compile SCHEMA_FOLDER OUTPUT.cpp
///
/// It stops at a type or a key that it does not know, so that none can be written and then go unchecked.
#include <algorithm>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/table_writer.hpp"

namespace {

using Json = nlohmann::ordered_json;

std::string quoted(const std::string& text) {
  return Json(text).dump();  // JSON's escapes are C++'s, as the schemas hold no control characters
}

int minor(const Json& release) {
  const std::string text = release.get<std::string>();
  if (text.substr(0, 2) != "0.") throw std::runtime_error("no release of Feast: " + text);
  return std::stoi(text.substr(2));
}

/// `text` cut at `separator` where no bracket is open.
std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts{""};
  int depth = 0;
  for (const char c : text) {
    if (c == '<' || c == '(' || c == '[') ++depth;
    if (c == '>' || c == ')' || c == ']') --depth;
    if (c == separator && depth == 0) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

const std::map<std::string, std::string> kScalars{
    {"any", "kAny"},     {"str", "kText"},    {"secretstr", "kBytes"}, {"Path", "kText"}, {"bytes", "kBytes"},
    {"int", "kInteger"}, {"float", "kFloat"}, {"bool", "kBool"},       {"dict", "kMap"},  {"object", "kObject"}};
const std::map<std::string, std::string> kBounds{
    {"gt=0", "kAboveZero"}, {"ge=0", "kFromZero"}, {"ge=0,le=5", "kZeroToFive"}};

/// The rows of the types, each spelling once.
class Types {
 public:
  explicit Types(feastctl::TextPool& texts) : texts_(&texts) {}

  /// The row for a spelling.
  std::string row(const std::string& spelling) {
    auto known = indices_.find(spelling);
    if (known == indices_.end()) {
      const std::string fields = fields_of(spelling);
      known =
          indices_.emplace(spelling, types_.add("{" + fields + ".spelling = " + texts_->place(spelling) + "}")).first;
    }
    return "RowOf<Type>(" + std::to_string(known->second) + ")";
  }

  [[nodiscard]] std::string definitions() const {
    return words_.definition() + parts_.definition() + types_.definition();
  }

 private:
  std::string fields_of(std::string spelling) {
    std::string out;
    std::string bound;
    std::smatch match;
    static const std::regex kBound(R"(^(.*)\[([gl]e?t?=[^\]]*)\](.*)$)");
    if (std::regex_match(spelling, match, kBound)) {
      bound = ".bound = Type::Bound::" + kBounds.at(match[2].str()) + ", ";
      spelling = match[1].str() + match[3].str();
    }
    std::vector<std::string> parts = split(spelling, '|');
    bool nullable = false;
    if (parts.back() == "null") {
      nullable = true;
      parts.pop_back();
    }
    const std::string tail = std::string(nullable ? ".nullable = true, " : "") + bound;
    if (parts.size() == 1) return one(parts.front()) + tail;
    if (parts[0].starts_with("enum(")) {
      std::string words;
      for (const std::string& part : parts) words += (words.empty() ? "" : ",") + inside(part);
      return one("enum(" + words + ")") + ".separate_words = true, " + tail;
    }
    return ".branches = " + types_in(parts) + ", " + tail;
  }

  static std::string inside(const std::string& part) {
    const auto open = part.find_first_of("(<");
    return part.substr(open + 1, part.size() - open - 2);
  }

  std::string one(std::string part) {
    const bool strict = part.ends_with("!");
    if (strict) part.pop_back();
    if (const auto scalar = kScalars.find(part); scalar != kScalars.end()) {
      return ".form = Type::Form::" + scalar->second + ", " + (strict ? ".strict = true, " : "");
    }
    if (part.starts_with("enum(")) {
      std::vector<std::string> words;
      for (const std::string& word : split(inside(part), ',')) words.push_back("{" + texts_->place(word) + "}");
      return ".form = Type::Form::kWords, .words = " + words_.add(words) + ", ";
    }
    if (part.starts_with("tuple<"))
      return ".form = Type::Form::kTuple, .of = " + types_in(split(inside(part), ',')) + ", ";
    if (part.starts_with("list<")) return ".form = Type::Form::kList, .of = " + types_in({inside(part)}) + ", ";
    if (part.starts_with("dict<")) {
      return ".form = Type::Form::kMap, .of = " + types_in({split(inside(part), ',').at(1)}) + ", ";
    }
    throw std::runtime_error("unknown type " + part);
  }

  std::string types_in(const std::vector<std::string>& spellings) {
    std::vector<std::string> parts;
    for (const std::string& spelling : spellings) parts.push_back("{" + row(spelling) + "}");
    return parts_.add(parts);
  }

  feastctl::TextPool* texts_;
  std::map<std::string, std::size_t> indices_;
  feastctl::TableRows words_{"Word"}, parts_{"Part"}, types_{"Type"};
};

const std::set<std::string> kKeys{"name", "type", "required", "default", "alias", "since", "until", "unknown"};

class Compiler {
 public:
  std::string compile(const std::string& folder) {
    for (const char* role : {"feature_store", "online_store", "offline_store", "registry", "batch_engine",
                             "feature_server", "auth", "mlflow"}) {
      std::ifstream file(folder + "/" + role + ".json");
      if (!file) throw std::runtime_error("cannot read " + folder + "/" + role + ".json");
      const Json types = Json::parse(file);
      for (const auto& [type, section] : types.items()) add(role, type, section);
    }
    return "#include \"feast/table.hpp\"\n\nnamespace feastctl::feast {\n\n"
           "constinit const char Words::kText[] = " +
           quoted(texts_.text()) + ";\n\n" + types_.definitions() + parameters_.definition() + sections_.definition() +
           "std::span<const Section> sections() { return Section::kRows; }\n\n}  // namespace feastctl::feast\n";
  }

 private:
  static std::string window(const Json& row) {
    std::string out;
    if (row.contains("since")) out += ", .since = " + std::to_string(minor(row["since"]));
    if (row.contains("until")) out += ", .until = " + std::to_string(minor(row["until"]));
    return out;
  }

  void add(const std::string& role, const std::string& type, const Json& section) {
    const Json& parameters = section.at("parameters");
    std::string when;
    for (const Json& p : parameters) {
      if (p["name"] == "type") when = window(p);
    }
    const bool allowed = section.value("unknown", "") == "allowed";
    sections_.add("{.role = " + texts_.place(role) + ", .type = " + texts_.place(type) + ", .class_name = " +
                  texts_.place(section.at("class")) + (allowed ? ", .unknown_allowed = true" : "") + when +
                  ", .parameters = " + fields(parameters, "") + "}");
  }

  /// Adds the rows of what is directly below `prefix`; their place.
  std::string fields(const Json& parameters, const std::string& prefix) {
    std::vector<std::string> rows;
    for (const Json& p : parameters) {
      for (const auto& [key, unused] : p.items()) {
        if (!kKeys.contains(key)) throw std::runtime_error("unknown key " + key);
      }
      const std::string name = p.at("name");
      if (!name.starts_with(prefix) || name.find('.', prefix.size()) != std::string::npos) continue;
      const std::string spelling = p.at("type");
      std::string row = "{.name = " + texts_.place(name.substr(prefix.size())) +
                        ", .alias = " + texts_.place(p.value("alias", "")) + ", .type = " + types_.row(spelling) +
                        ", .required = " + (p.contains("required") ? "true" : "false") +
                        (p.contains("unknown") ? ", .unknown_allowed = true" : "") + window(p) +
                        ", .default_value = " + texts_.place(p.contains("default") ? p["default"].dump() : "");
      if (spelling.find("object") != std::string::npos) {
        row += ", .fields = " + fields(parameters, name + (spelling.starts_with("list<") ? "[]." : "."));
      }
      rows.push_back(row + "}");
    }
    return parameters_.add(rows);
  }

  feastctl::TextPool texts_;
  Types types_{texts_};
  feastctl::TableRows parameters_{"Parameter"}, sections_{"Section"};
};

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: compile SCHEMA_FOLDER OUTPUT.cpp");
    const std::string text = Compiler().compile(argv[1]);
    std::ofstream(argv[2]) << text;
  } catch (const std::exception& error) {
    std::cerr << "compiling schemas/feast: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
