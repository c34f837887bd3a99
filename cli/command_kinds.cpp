/// feastctl kinds: the commands that get the objects of stores from a cluster.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/arena.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "diff/live/kubectl.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "stores_and_bundle.hpp"

namespace feastctl::cli {

namespace {

struct KindsOptions {
  ReadingOptions reading;
  std::string purpose;
};

int kinds(const KindsOptions& options) {
  Arena arena;
  const TreeBuilder tree(arena);
  const StoresAndBundle rendered(options.reading, tree);
  if (!rendered.ok()) return rendered.status();
  std::vector<const Node*> objects;
  for (const diff::Object& object : rendered.objects()) objects.push_back(object.root);
  std::string text;
  for (const std::string& command : diff::commands_for_bundle(objects, {.adopt = options.purpose == "adopt"})) {
    text += (text.empty() ? "" : "echo ---\n") + command + "\n";
  }
  return write_stdout(text) ? kFine : kUnreadable;
}

}  // namespace

void add_kinds(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kKinds);
  auto options = std::make_shared<KindsOptions>();
  Declarer declare(*command, options::Command::kKinds);
  add_reading_options(declare, options->reading);
  declare("for", options->purpose);
  command->callback([options, &status] { status = kinds(*options); });
}

}  // namespace feastctl::cli
