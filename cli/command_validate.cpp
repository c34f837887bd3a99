/// feastctl validate: checks everything that render checks, without printing manifests.
#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "admit/admit.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "reports.hpp"

namespace feastctl::cli {

namespace {

struct ValidateOptions {
  ReadingOptions reading;
  std::vector<std::string> outputs, files;
  bool summary = false;
  bool pass_through = false;
};

/// The text of one report.
std::string report_for(const ReportTarget& target, const std::vector<Diagnostic>& findings, const Result& result,
                       const InputFiles& inputs, const ValidateOptions& options) {
  // An input without stores is valid, as with kubeconform, but must not look like a check that passed.
  const bool passed = inputs.problems.empty() && !failed(findings, options.reading);
  const bool summary = options.summary || (passed && result.stores.empty() && !options.reading.quiet);
  std::string text = report_in(target.format, findings, result, inputs.sources,
                               {target.on_stderr() && wants_color(options.reading), summary, options.reading.all});
  if (options.summary && target.format == "text") text += admit::quota_table(result.quotas);
  return text;
}

int validate(const ValidateOptions& options, const std::vector<ReportTarget>& targets) {
  Options wanted = library_options(options.reading, Task::kValidate);
  wanted.pass_through = options.pass_through;
  const InputFiles inputs = open_inputs(options.reading);
  refuse_empty_stdin(inputs, options.reading);
  Result result = run_and_tell(inputs.sources, wanted, options.reading);
  const auto findings = findings_that_count(std::move(result.findings), options.reading);
  const auto text = [&](const ReportTarget& target, const std::vector<Diagnostic>& told) {
    return report_for(target, told, result, inputs, options);
  };
  return write_reports(targets, text, {findings, result, inputs, options.reading, options.summary});
}

}  // namespace

void add_validate(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kValidate);
  auto options = std::make_shared<ValidateOptions>();
  Declarer declare(*command, options::Command::kValidate);
  add_reading_options(declare, options->reading);
  declare("output", options->outputs);
  declare("output-file", options->files);
  declare("summary", options->summary);
  declare("strict", options->reading.strict);
  declare("pass-through", options->pass_through);
  command->callback([options, command, &status] {
    options->reading.notes = true;
    status = validate(*options, report_targets(*command));
  });
}

}  // namespace feastctl::cli
