/// feastctl init: a commented starting point, one of the examples that ship with feastctl.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "options/presets.hpp"
#include "replace_file.hpp"

namespace feastctl::cli {

namespace {

struct InitOptions {
  std::string preset, file;
  bool list = false;
};

int list() {
  std::string text;
  for (const options::Preset& p : options::presets()) text += fmt::format("{:<24} {}\n", p.name, about(p));
  return write_stdout(text) ? kFine : kUnreadable;
}

int init(const InitOptions& options) {
  if (options.list) return list();
  const std::string_view text = options::preset_text(options.preset);
  if (options.file.empty()) return write_stdout(text) ? kFine : kUnreadable;
  const std::string problem = create_file(options.file, text);
  if (problem.empty()) return kFine;
  complain(fmt::format("{}: {}", options.file, problem));
  return kUnreadable;
}

}  // namespace

void add_init(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kInit);
  auto options = std::make_shared<InitOptions>();
  Declarer declare(*command, options::Command::kInit);
  declare("preset", options->preset);
  declare("list", options->list);
  declare("output-file", options->file);
  command->callback([options, &status] { status = init(*options); });
}

}  // namespace feastctl::cli
