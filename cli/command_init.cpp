/// feastctl init: a commented starting point, one of the examples that ship with feastctl.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/names.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "feast/describe.hpp"
#include "io.hpp"
#include "options/preset_names.hpp"
#include "options/presets.hpp"
#include "replace_file.hpp"

namespace feastctl::cli {

namespace {

struct InitOptions {
  std::string preset, secret, file, name, name_space;
  bool list = false;
};

int list() {
  std::string text;
  for (const options::Preset& p : options::presets()) text += fmt::format("{:<24} {}\n", p.name, about(p));
  return write_stdout(text) ? kFine : kUnreadable;
}

int init(const InitOptions& options) {
  if (options.list) return list();
  const std::string text =
      options.secret.empty()
          ? options::preset_with_names(options.preset, {.name = options.name, .name_space = options.name_space})
          : feast::secret_text(options.secret, options.name, options.name_space);
  if (options.file.empty()) return write_stdout(text) ? kFine : kUnreadable;
  const std::string problem = create_file(options.file, text);
  if (problem.empty()) return kFine;
  complain(fmt::format("{}: {}", options.file, problem));
  return kUnreadable;
}

void check_name(const CLI::App& command, const std::string& option, std::string_view name) {
  const auto problem = dns1123_label_problem(name);
  if (is_given(command, option) && problem) throw CLI::ValidationError(fmt::format("{}: {}", option, *problem));
}

}  // namespace

void add_init(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kInit);
  auto options = std::make_shared<InitOptions>();
  Declarer declare(*command, options::Command::kInit);
  declare("preset", options->preset);
  declare("secret", options->secret);
  declare("name", options->name);
  declare("namespace", options->name_space);
  declare("list", options->list);
  declare("output-file", options->file);
  command->callback([command, options, &status] {
    check_name(*command, "--name", options->name);
    check_name(*command, "--namespace", options->name_space);
    status = init(*options);
  });
}

}  // namespace feastctl::cli
