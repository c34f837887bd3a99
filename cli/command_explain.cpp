/// feastctl explain: a diagnostic code's reason, examples and remedy, or a field's type, default and meaning.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "catalog/catalog.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

std::string indented(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    result += fmt::format("    {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string explain_rule(const Rule& rule) {
  return fmt::format("{} ({}, {})\n\n{}\n\nWhy:    {}\nRemedy: {}\n\nWrong:\n{}\nRight:\n{}", rule.code,
                     severity_name(rule.severity), rule.name, rule.sentence, rule.why, rule.remedy,
                     indented(rule.wrong), indented(rule.right));
}

int explain(const std::string& what) {
  if (const Rule* rule = catalog::find(what)) return write_stdout(explain_rule(*rule)) ? kFine : kUnreadable;
  write_stderr(
      fmt::format("feastctl: no diagnostic code or field is called {}; `feastctl rules` lists the codes\n", what));
  return kUsage;
}

}  // namespace

void add_explain(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("explain", "Explain a diagnostic code or a field");
  auto what = std::make_shared<std::string>();
  command->add_option("CODE|FIELD", *what, "Such as FS301, scaling-needs-db-persistence")->required();
  command->callback([what, &status] { status = explain(*what); });
}

}  // namespace feastctl::cli
