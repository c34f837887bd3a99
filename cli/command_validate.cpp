/// feastctl validate: checks everything that render checks, without printing manifests, and fixes what it can.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <utility>

#include "admit/admit.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "fix_files.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "report/formats.hpp"
#include "reports.hpp"

namespace feastctl::cli {

namespace {

struct ValidateOptions {
  ReadingOptions reading;
  std::vector<std::string> outputs, files;
  bool summary = false;
  bool pass_through = false;
  FixChoice fix;
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

Options library_options(const ValidateOptions& options, const std::vector<ReportTarget>& targets) {
  Options wanted = library_options(options.reading, Task::kValidate);
  wanted.pass_through = options.pass_through;
  wanted.fixes =
      std::ranges::any_of(targets, [](const ReportTarget& t) { return report::find_format(t.format)->fixes; });
  return wanted;
}

/// Writes the reports of a run.
int tell(Result&& result, const InputFiles& inputs, const ValidateOptions& options,
         const std::vector<ReportTarget>& targets, const FixRun* fixed = nullptr) {
  const auto findings = findings_that_count(std::move(result.findings), options.reading);
  const auto text = [&](const ReportTarget& target, const std::vector<Diagnostic>& told) {
    return report_for(target, told, result, inputs, options);
  };
  const int status = write_reports(targets, text, {findings, result, inputs, options.reading, options.summary});
  if (fixed != nullptr && !options.reading.quiet) tell_fixed(findings, *fixed, options.fix);
  return status;
}

int validate(const ValidateOptions& options, const std::vector<ReportTarget>& targets) {
  const Options wanted = library_options(options, targets);
  const InputFiles inputs = open_inputs(options.reading);
  refuse_empty_stdin(inputs, options.reading);
  if (!options.fix.wanted()) {
    return tell(run_and_tell(inputs.sources, wanted, options.reading), inputs, options, targets);
  }
  FixRun fixed = fix_inputs(inputs, wanted, options.reading, options.fix.unsafe);
  if (options.fix.diff) return show_fixes(inputs, fixed, options.fix, options.reading);
  const bool written = write_fixed(inputs, fixed, options.reading);
  const int status = tell(std::move(fixed.result), fixed_inputs(inputs, fixed), options, targets, &fixed);
  return written ? status : kUnreadable;
}

/// Refuses combinations of options for fixes that cannot work.
void check_fix_options(const ValidateOptions& options, const std::vector<ReportTarget>& targets) {
  if (options.fix.unsafe && !options.fix.wanted())
    throw CLI::ValidationError("--unsafe-fixes requires --fix or --diff");
  const auto& paths = options.reading.paths;
  const bool from_stdin = paths.empty() || std::ranges::find(paths, "-") != paths.end();
  const bool to_stdout =
      std::ranges::any_of(targets, [](const ReportTarget& t) { return t.file.empty() && !t.on_stderr(); });
  if (options.fix.fix && !options.fix.diff && from_stdin && to_stdout) {
    throw CLI::ValidationError("--fix prints the fixed text of standard input, so the report needs an --output-file");
  }
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
  declare("fix", options->fix.fix);
  declare("unsafe-fixes", options->fix.unsafe);
  declare("diff", options->fix.diff);
  command->callback([options, command, &status] {
    options->reading.notes = true;
    const std::vector<ReportTarget> targets = report_targets(*command);
    check_fix_options(*options, targets);
    status = validate(*options, targets);
  });
}

}  // namespace feastctl::cli
