#include "reports.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "exit_code.hpp"
#include "replace_file.hpp"
#include "report/formats.hpp"
#include "repository.hpp"
#include "version.hpp"

namespace feastctl::cli {

namespace {

std::vector<report::Subject> subjects_of(const Result& result) {
  std::vector<report::Subject> subjects;
  for (const StoreResult& s : result.stores) subjects.push_back({s.source, s.document, s.name_space, s.name});
  return subjects;
}

/// The operator releases and the Kubernetes minor used for the stores.
report::Releases releases_of(const Result& result) {
  std::vector<FeastRelease> feast;
  for (const StoreResult& s : result.stores) {
    if (std::ranges::find(feast, s.feast) == feast.end()) feast.push_back(s.feast);
  }
  if (feast.empty()) feast.push_back(result.feast);
  std::ranges::sort(feast);
  return {std::move(feast), result.kubernetes};
}

bool in_github_actions() {
  const char* actions = std::getenv("GITHUB_ACTIONS");  // NOLINT(concurrency-mt-unsafe): no thread changes it
  return actions != nullptr && std::string_view(actions) == "true";
}

/// The unreadable inputs as findings, before the others, so that no report omits them.
std::vector<Diagnostic> with_unread(const InputFiles& inputs, const std::vector<Diagnostic>& findings) {
  Diagnostics unread;
  for (const std::string& problem : inputs.problems) unread.add(catalog::kUnreadableInput, Span(), problem);
  std::vector<Diagnostic> all = std::move(unread.all());
  all.insert(all.end(), findings.begin(), findings.end());
  return all;
}

/// Writes a report to its destination. If that fails, prints an error and returns false.
bool write_report(const ReportTarget& target, std::string_view text, const ReadingOptions& options) {
  if (target.on_stderr()) return write_stderr(text);
  if (target.file.empty()) return write_stdout(text);
  const std::string problem = replace_file(target.file, text, links_of(options));
  if (!problem.empty()) complain(fmt::format("{}: {}", target.file, problem));
  return problem.empty();
}

/// Within GitHub Actions, adds the findings as Markdown to the job summary. If that fails, prints an error and returns
/// false.
bool write_job_summary(const std::vector<Diagnostic>& findings, const Result& result, const Sources& sources) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");  // NOLINT(concurrency-mt-unsafe): no thread changes it
  if (!in_github_actions() || path == nullptr || *path == '\0') return true;
  report::Summary total = report::summarize(findings, sources, result.stores.size(), result.skipped);
  total.releases = releases_of(result);
  const std::string problem = append_to_file(path, report::markdown(findings, named_from_root(sources), total));
  if (!problem.empty()) write_stderr(fmt::format("feastctl: {}: {}\n", path, problem));
  return problem.empty();
}

}  // namespace

std::string report_in(std::string_view format, const std::vector<Diagnostic>& findings, const Result& result,
                      const Sources& sources, const ReportLook& look) {
  const std::vector<report::Subject> subjects = subjects_of(result);
  const report::Format& row = *report::find_format(format);
  const Sources named = row.from_root ? named_from_root(sources) : Sources();
  return row.write({.findings = findings,
                    .sources = row.from_root ? named : sources,
                    .subjects = subjects,
                    .skipped = result.skipped,
                    .releases = releases_of(result),
                    .version = kVersion,
                    .color = look.color,
                    .all = look.all,
                    .summary = look.summary});
}

std::vector<ReportTarget> report_targets(const CLI::App& command) {
  const CLI::Option* output = command.get_option_no_throw("--output");
  const CLI::Option* file = command.get_option_no_throw("--output-file");
  std::vector<ReportTarget> targets;
  std::string waiting;  // a file before its format
  std::size_t outputs = 0, files = 0;
  for (const CLI::Option* option : command.parse_order()) {
    if (option == output) {
      targets.push_back({output->results().at(outputs++), std::exchange(waiting, {})});
    } else if (option == file) {
      const std::string& name = file->results().at(files++);
      const bool taken = targets.empty() || !targets.back().file.empty();
      if (taken && !waiting.empty()) throw CLI::ValidationError("--output-file is given twice for one --output");
      (taken ? waiting : targets.back().file) = name;
    }
  }
  if (!waiting.empty()) throw CLI::ValidationError(fmt::format("--output-file={} has no --output before it", waiting));
  const auto on_stdout = [](const ReportTarget& t) { return t.file.empty() && t.format != "text"; };
  if (std::ranges::count_if(targets, on_stdout) > 1) {
    throw CLI::ValidationError("only one report can go to standard output; add --output-file to the others");
  }
  if (targets.empty()) targets.push_back({default_format(), {}});
  return targets;
}

void refuse_empty_stdin(const InputFiles& inputs, const ReadingOptions& options) {
  if (!options.paths.empty() || !inputs.problems.empty()) return;
  if (!std::ranges::all_of(inputs.texts, &std::string::empty)) return;
  throw CLI::ValidationError("standard input is empty, so nothing was checked; name a PATH, or - to allow this");
}

std::string default_format() {
  return in_github_actions() ? "github" : "text";
}

int write_reports(const std::vector<ReportTarget>& targets, const ReportText& text, const Checked& checked) {
  const std::vector<Diagnostic> all = with_unread(checked.inputs, checked.findings);
  bool written = true;
  for (const ReportTarget& target : targets) {
    written &= write_report(target, text(target, target.on_stderr() ? checked.findings : all), checked.reading);
  }
  if (checked.summary) written &= write_job_summary(all, checked.result, checked.inputs.sources);
  if (!checked.inputs.problems.empty() || !written) return kUnreadable;
  return failed(checked.findings, checked.reading) ? kFindings : kFine;
}

std::string counted_findings(const std::vector<Diagnostic>& findings) {
  const auto count = [&](Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(findings, severity, &Diagnostic::severity));
  };
  return fmt::format("{}, {}", counted(count(Severity::kError), "error"),
                     counted(count(Severity::kWarning), "warning"));
}

void print_diagnostics(const std::vector<Diagnostic>& findings, const Result& result, const InputFiles& inputs,
                       const ReadingOptions& options) {
  const std::string format = options.diagnostics.empty() ? default_format() : options.diagnostics;
  write_stderr(report_in(format, findings, result, inputs.sources, {wants_color(options), false, options.all}));
}

}  // namespace feastctl::cli
