/// @file
/// @brief The forms in which findings leave the program, and where they go.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"
#include "io.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// How a report looks where its form leaves a choice.
struct ReportLook {
  bool color = false;
  bool summary = false;  ///< a line that counts, where the form has a place for one
  bool all = false;      ///< the same finding at every store
};

/// The findings in one of the forms.
std::string report_in(std::string_view format, const std::vector<Diagnostic>& findings, const Result& result,
                      const Sources& sources, const ReportLook& look);

/// A report that was asked for; without a file, text goes to standard error and all else to standard output.
struct ReportTarget {
  std::string format = "text";
  std::string file{};

  [[nodiscard]] bool on_stderr() const { return format == "text" && file.empty(); }
};

/// Writes a report where it belongs; false when that fails, which is said.
bool write_report(const ReportTarget& target, std::string_view text, const ReadingOptions& options);

/// The pairs of --output and --output-file in the order of the command line: a file belongs to the form before it, or
/// to the one behind it if that has none. Throws CLI::ValidationError for a file without a form, and for two reports on
/// standard output.
std::vector<ReportTarget> report_targets(const CLI::App& command);

/// What is reported in when nothing was asked for: github within GitHub Actions, else text.
std::string default_format();

/// Within GitHub Actions, adds the findings as Markdown to the summary of the job; false when that fails, which is
/// said.
bool write_job_summary(const std::vector<Diagnostic>& findings, const Result& result, const Sources& sources);

/// Prints the findings on standard error in the form that --diagnostics names.
void print_diagnostics(const std::vector<Diagnostic>& findings, const Result& result, const InputFiles& inputs,
                       const ReadingOptions& options);

}  // namespace feastctl::cli
