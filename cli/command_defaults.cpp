/// feastctl defaults: prints each FeatureStore with all defaults of the schema and the operator.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "run.hpp"

namespace feastctl::cli {

namespace {

struct DefaultsOptions {
  ReadingOptions reading;
  bool origin = false;
};

int defaults(const DefaultsOptions& options) {
  Options wanted = library_options(options.reading, Task::kDefaults);
  wanted.origins = options.origin;
  const InputFiles inputs = open_inputs(options.reading);
  Result result;
  if (const int status = run_and_report(inputs, wanted, options.reading, result); status != kFine) return status;
  std::string text;
  for (const StoreResult& store : result.stores) {
    for (const Rendered& object : store.objects) {
      if (!text.empty()) text += "---\n";
      text += object.text;
    }
  }
  return write_stdout(text) ? kFine : kUnreadable;
}

}  // namespace

void add_defaults(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kDefaults);
  auto options = std::make_shared<DefaultsOptions>();
  Declarer declare(*command, options::Command::kDefaults);
  add_reading_options(declare, options->reading);
  declare("origin", options->origin);
  options->reading.prints_objects = false;
  command->callback([options, &status] { status = defaults(*options); });
}

}  // namespace feastctl::cli
