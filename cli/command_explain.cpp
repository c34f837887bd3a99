/// feastctl explain: a diagnostic code's reason, examples and remedy, or a field's type, default and meaning.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/ascii.hpp"
#include "catalog/catalog.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "explain/explain.hpp"
#include "feast/describe.hpp"
#include "feast/images.hpp"
#include "io.hpp"
#include "options.hpp"

namespace feastctl::cli {

namespace {

struct ExplainOptions {
  std::string what, store;
  bool recursive = false;
  std::string feast_version{};
};

/// A store type, or a parameter of one.
int explain_store(const ExplainOptions& options) {
  const FeastRelease release = parse_feast_release(options.feast_version).value_or(FeastRelease());
  const feast::Minor minor = feast::minor_of(release);
  if (const auto text = feast::describe(options.store, minor)) return write_stdout(*text) ? kFine : kUnreadable;
  write_stderr(fmt::format("feastctl: {}", feast::unknown_store(on_one_line(options.store), minor)));
  return kUsage;
}

int explain(const ExplainOptions& options) {
  if (options.what == "store" && !options.store.empty()) return explain_store(options);
  if (!options.store.empty()) throw CLI::ValidationError(fmt::format("unexpected argument: {}", options.store));
  const Rule* rule = catalog::find(options.what);
  if (rule == nullptr) rule = catalog::find(upper_case(options.what));
  if (rule != nullptr) return write_stdout(explain::rule(*rule)) ? kFine : kUnreadable;
  const FeastRelease feast = parse_feast_release(options.feast_version).value_or(FeastRelease());
  if (auto text = explain::field(options.what, options.recursive, feast)) {
    if (options.what == "store") *text += '\n' + feast::describe_types(feast::minor_of(feast));
    return write_stdout(*text) ? kFine : kUnreadable;
  }
  write_stderr(fmt::format("feastctl: {}", explain::unknown(on_one_line(options.what))));
  return kUsage;
}

}  // namespace

void add_explain(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kExplain);
  auto options = std::make_shared<ExplainOptions>();
  Declarer declare(*command, options::Command::kExplain);
  declare("CODE|FIELD", options->what);
  declare("STORE", options->store);
  declare("recursive", options->recursive);
  declare("feast-version", options->feast_version);
  command->callback([options, &status] { status = explain(*options); });
}

}  // namespace feastctl::cli
