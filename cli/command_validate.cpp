/// feastctl validate: everything that render checks, and no manifests.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "exit_code.hpp"
#include "options.hpp"
#include "report/report.hpp"

namespace feastctl::cli {

namespace {

struct ValidateOptions {
  ReadingOptions reading;
  std::string output = "text";
  bool strict = false;
};

int validate(ValidateOptions& options) {
  if (options.strict) options.reading.fail_on = "warning";
  options.reading.notes = true;
  const Options wanted = library_options(options.reading, Task::kValidate);
  const InputFiles inputs = open_inputs(options.reading);
  const Result result = run(inputs.sources, wanted);
  const auto findings = findings_that_count(result, options.reading);
  if (options.output == "json") {
    const auto summary = report::summarize(findings, inputs.sources, result.stores.size(), result.skipped,
                                           report::Repeats::kEveryObject);
    if (!write_stdout(report::json(findings, inputs.sources, summary))) return kUnreadable;
  } else {
    print_findings(findings, inputs, options.reading);
  }
  if (!inputs.problems.empty()) return kUnreadable;
  return failed(findings, options.reading) ? kFindings : kFine;
}

}  // namespace

void add_validate(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("validate", "Check FeatureStores as the API server and the operator would");
  auto options = std::make_shared<ValidateOptions>();
  add_reading_options(*command, options->reading);
  command->add_option("-o,--output", options->output, "The form of the report")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_flag("--strict", options->strict, "Warnings make the run fail too");
  command->callback([options, &status] { status = validate(*options); });
}

}  // namespace feastctl::cli
