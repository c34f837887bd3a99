/// @file
/// @brief Report formats of findings, and their destinations.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"
#include "io.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// Settings of a report, if its format has them.
struct ReportLook {
  bool color = false;
  bool summary = false;  ///< adds a line with totals, if the format has one
  bool all = false;      ///< repeats the same finding for every store
};

/// The findings in one of the formats.
std::string report_in(std::string_view format, const std::vector<Diagnostic>& findings, const Result& result,
                      const Sources& sources, const ReportLook& look);

/// A requested report. Without a file, text goes to standard error and all other formats to standard output.
struct ReportTarget {
  std::string format = "text";
  std::string file{};

  [[nodiscard]] bool on_stderr() const { return format == "text" && file.empty(); }
};

/// The pairs of --output and --output-file in command line order: a file belongs to the format before it, or to the one
/// after it if that has none. Throws CLI::ValidationError for a file without a format, and for two reports on standard
/// output.
std::vector<ReportTarget> report_targets(const CLI::App& command);

/// The default format: github within GitHub Actions, text otherwise.
std::string default_format();

/// Throws CLI::ValidationError when no PATH was given and standard input was empty: a script may have passed an empty
/// list of files.
void refuse_empty_stdin(const InputFiles& inputs, const ReadingOptions& options);

/// What a command found, and what becomes of it.
struct Checked {
  const std::vector<Diagnostic>& findings;  ///< those that count
  const Result& result;
  const InputFiles& inputs;
  const ReadingOptions& reading;
  bool summary = false;  ///< --summary
};

/// The text of a report of these findings.
using ReportText = std::function<std::string(const ReportTarget& target, const std::vector<Diagnostic>& findings)>;

/// Writes the reports, and the job summary if it is wanted; returns the exit code. Reports include the unreadable
/// inputs, except on standard error, where these have been reported before.
int write_reports(const std::vector<ReportTarget>& targets, const ReportText& text, const Checked& checked);

/// `3 errors, 1 warning`.
std::string counted_findings(const std::vector<Diagnostic>& findings);

/// Prints the findings on standard error in the format that --diagnostics sets.
void print_diagnostics(const std::vector<Diagnostic>& findings, const Result& result, const InputFiles& inputs,
                       const ReadingOptions& options);

}  // namespace feastctl::cli
