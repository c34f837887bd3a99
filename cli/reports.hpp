/// @file
/// @brief Report formats of findings, and their destinations.
#pragma once

#include <CLI/App.hpp>
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

/// Writes a report to its destination. If that fails, prints an error and returns false.
bool write_report(const ReportTarget& target, std::string_view text, const ReadingOptions& options);

/// The pairs of --output and --output-file in command line order: a file belongs to the format before it, or to the one
/// after it if that has none. Throws CLI::ValidationError for a file without a format, and for two reports on standard
/// output.
std::vector<ReportTarget> report_targets(const CLI::App& command);

/// The default format: github within GitHub Actions, text otherwise.
std::string default_format();

/// The unreadable inputs as findings, before the others, so that no report omits them.
std::vector<Diagnostic> with_unread(const InputFiles& inputs, const std::vector<Diagnostic>& findings);

/// Throws CLI::ValidationError when no PATH was given and standard input was empty: a script may have passed an empty
/// list of files.
void refuse_empty_stdin(const InputFiles& inputs, const ReadingOptions& options);

/// Within GitHub Actions, adds the findings as Markdown to the job summary. If that fails, prints an error and returns
/// false.
bool write_job_summary(const std::vector<Diagnostic>& findings, const Result& result, const Sources& sources);

/// Prints the findings on standard error in the format that --diagnostics sets.
void print_diagnostics(const std::vector<Diagnostic>& findings, const Result& result, const InputFiles& inputs,
                       const ReadingOptions& options);

}  // namespace feastctl::cli
