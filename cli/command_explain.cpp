/// feastctl explain: a diagnostic code's reason, examples and remedy, or a field's type, default and meaning.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "catalog/catalog.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "explain/explain.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

struct ExplainOptions {
  std::string what = "spec";
  bool recursive = false;
};

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

int explain(const ExplainOptions& options) {
  const Rule* rule = catalog::find(options.what);
  if (rule == nullptr) rule = catalog::find(upper(options.what));
  if (rule != nullptr) return write_stdout(explain::rule(*rule)) ? kFine : kUnreadable;
  if (const auto text = explain::field(options.what, options.recursive))
    return write_stdout(*text) ? kFine : kUnreadable;
  write_stderr(fmt::format("feastctl: {}", explain::unknown(on_one_line(options.what))));
  return kUsage;
}

}  // namespace

void add_explain(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("explain", "Explain a diagnostic code or a field");
  auto options = std::make_shared<ExplainOptions>();
  command->add_option("CODE|FIELD", options->what, "Such as FS301, scaling, spec.services.onlineStore")
      ->capture_default_str();
  command->add_flag("--recursive", options->recursive, "All fields below the field, as a tree");
  command->footer(
      "Examples:\n"
      "  feastctl explain scaling             how to run more than one pod\n"
      "  feastctl explain FS301               what a code means, and what to write instead\n"
      "  feastctl explain cronJob --recursive");
  command->callback([options, &status] { status = explain(*options); });
}

}  // namespace feastctl::cli
