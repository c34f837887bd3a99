/// feastctl rbac: the rights that the account needs that applies the bundle.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "exit_code.hpp"
#include "inventory/inventory.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "reports.hpp"

namespace feastctl::cli {

namespace {

struct RbacOptions {
  ReadingOptions reading;
  std::string name = "feastctl-apply";
};

int rbac(const RbacOptions& options) {
  const Options wanted = library_options(options.reading, Task::kRender);
  const InputFiles inputs = open_inputs(options.reading);
  if (!inputs.problems.empty()) return kUnreadable;
  const Result result = run_and_tell(inputs.sources, wanted, options.reading);
  const auto findings = findings_that_count(result, options.reading);
  print_diagnostics(findings, result, inputs, options.reading);
  if (failed(findings, options.reading)) return kFindings;
  return write_stdout(inventory::rights(result, options.name)) ? kFine : kUnreadable;
}

}  // namespace

void add_rbac(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("rbac", "Print the roles that the account needs that applies a bundle");
  auto options = std::make_shared<RbacOptions>();
  add_reading_options(*command, options->reading);
  add_diagnostics_option(*command, options->reading);
  command->add_option("--name", options->name, "The name of the roles")->capture_default_str();
  command->footer(
      "A Role for each namespace and a ClusterRole for what is in none. Bind them to the account yourself.\n\n"
      "Examples:\n"
      "  feastctl rbac stores/ > rights.yaml\n"
      "  feastctl rbac --shared=exclude store.yaml    when somebody else applies the cluster roles");
  command->callback([options, &status] { status = rbac(*options); });
}

}  // namespace feastctl::cli
