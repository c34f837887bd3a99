/// feastctl rbac: the RBAC roles needed to apply the bundle.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "inventory/inventory.hpp"
#include "options.hpp"
#include "run.hpp"

namespace feastctl::cli {

namespace {

struct RbacOptions {
  ReadingOptions reading;
  std::string name;
};

int rbac(const RbacOptions& options) {
  const Options wanted = library_options(options.reading, Task::kRender);
  const InputFiles inputs = open_inputs(options.reading);
  Result result;
  if (const int status = run_and_report(inputs, wanted, options.reading, result); status != kFine) return status;
  return write_stdout(inventory::rights(result, options.name)) ? kFine : kUnreadable;
}

}  // namespace

void add_rbac(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kRbac);
  auto options = std::make_shared<RbacOptions>();
  Declarer declare(*command, options::Command::kRbac);
  add_reading_options(declare, options->reading);
  declare("name", options->name);
  command->callback([options, &status] { status = rbac(*options); });
}

}  // namespace feastctl::cli
