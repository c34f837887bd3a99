/// feastctl admit: whether the namespaces of a stream of manifests admit it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "admit/admit.hpp"
#include "base/arena.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "options.hpp"
#include "reports.hpp"

namespace feastctl::cli {

namespace {

struct AdmitOptions {
  ReadingOptions reading;
  std::vector<std::string> outputs, files;
  std::string storage_class;
  bool summary = false;
};

/// The objects as subjects of reports.
Result as_result(const admit::Outcome& outcome, KubernetesRelease kubernetes) {
  Result result;
  result.kubernetes = kubernetes;
  for (const admit::ObjectVerdict& verdict : outcome.objects) {
    StoreResult subject{.name_space = verdict.name_space, .name = verdict.name, .objects = {}};
    subject.source = verdict.source;
    subject.document = verdict.document;
    result.stores.push_back(std::move(subject));
  }
  return result;
}

/// `3 errors, 1 warning in 12 objects; not checked: 2 Gateway`, below the table of the quotas.
std::string summary_of(const admit::Outcome& outcome, const std::vector<Diagnostic>& findings) {
  std::string text = admit::quota_table(outcome.quotas);
  text += fmt::format("{} in {}", counted_findings(findings), counted(outcome.objects.size(), "object"));
  std::string_view separator = "; not checked: ";
  for (const auto& [kind, number] : outcome.not_checked) {
    text += fmt::format("{}{} {}", separator, number, kind);
    separator = ", ";
  }
  return text + '\n';
}

/// The report, with the verdicts as additional members.
std::string with_verdicts(std::string report, const admit::Outcome& outcome, const Sources& sources) {
  constexpr std::string_view kEnd = "\n}\n";
  report.resize(report.size() - kEnd.size());
  return report + "," + admit::json_members(outcome, sources) + std::string(kEnd);
}

/// The text of one report.
std::string report_for(const ReportTarget& target, const std::vector<Diagnostic>& findings, const Result& result,
                       const admit::Outcome& outcome, const InputFiles& inputs, const AdmitOptions& options) {
  std::string text = report_in(target.format, findings, result, inputs.sources,
                               {target.on_stderr() && wants_color(options.reading), false, options.reading.all});
  if (target.format == "json") text = with_verdicts(std::move(text), outcome, inputs.sources);
  if (target.format == "text" && options.summary) text += summary_of(outcome, findings);
  return text;
}

int admit_command(const AdmitOptions& options, const std::vector<ReportTarget>& targets) {
  const Options wanted = library_options(options.reading, Task::kValidate);
  const InputFiles inputs = open_inputs(options.reading);
  refuse_empty_stdin(inputs, options.reading);
  Arena arena;
  const TreeBuilder tree(arena);
  admit::Outcome outcome = admit::admit(inputs.sources,
                                        {.at_least = wanted.pod_security,
                                         .default_namespace = options.reading.name_space,
                                         .default_storage_class = options.storage_class,
                                         .kubernetes = wanted.platform.kubernetes},
                                        tree);
  const auto findings = findings_that_count(std::move(outcome.findings), options.reading);
  const Result result = as_result(outcome, wanted.platform.kubernetes);
  const auto text = [&](const ReportTarget& target, const std::vector<Diagnostic>& told) {
    return report_for(target, told, result, outcome, inputs, options);
  };
  return write_reports(targets, text, {findings, result, inputs, options.reading, options.summary});
}

}  // namespace

void add_admit(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kAdmit);
  auto options = std::make_shared<AdmitOptions>();
  Declarer declare(*command, options::Command::kAdmit);
  add_reading_options(declare, options->reading);
  declare("output", options->outputs);
  declare("output-file", options->files);
  declare("storage-class", options->storage_class);
  declare("summary", options->summary);
  declare("strict", options->reading.strict);
  command->callback([options, command, &status] {
    options->reading.notes = true;
    status = admit_command(*options, report_targets(*command));
  });
}

}  // namespace feastctl::cli
