/// feastctl rules: every diagnostic code with its severity and one sentence.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "catalog/catalog.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

int rules() {
  std::string text;
  for (const Rule& rule : catalog::all()) {
    text += fmt::format("{}  {:<8} {:<34} {}\n", rule.code, severity_name(rule.severity), rule.name, rule.sentence);
  }
  return write_stdout(text) ? kFine : kUnreadable;
}

}  // namespace

void add_rules(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kRules);
  command->callback([&status] { status = rules(); });
}

}  // namespace feastctl::cli
