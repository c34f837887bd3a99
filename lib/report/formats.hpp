/// @file
/// @brief The table of report formats, which --output, --diagnostics, help, manual, completion and tests read.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "report/report.hpp"

namespace feastctl::report {

/// What a run has to report, in whatever format.
struct Report {
  std::span<const Diagnostic> findings;
  const Sources& sources;
  std::span<const Subject> subjects{};  ///< the stores that were looked at
  std::size_t skipped = 0;              ///< documents that were not
  Releases releases{};                  ///< whose verdict it is
  std::string_view version{};           ///< of this program
  bool color = false;                   ///< a terminal will show it
  bool all = false;                     ///< the same finding at every store is wanted, not once with a count
  bool summary = false;                 ///< a line with totals is wanted, where the format has a place for one

  [[nodiscard]] Summary counted(Repeats repeats) const {
    Summary total = summarize(findings, sources, subjects.size(), skipped, repeats);
    total.releases = releases;
    return total;
  }
};

/// A format. The name and what it is for are for people; `write` makes the text.
struct Format {
  std::string_view name;
  std::string_view about;  ///< a sentence for the manual
  std::string (*write)(const Report& report);
  bool from_root = false;  ///< its readers know files by their paths from the root of the repository
};

/// All formats; the first is the one for people.
std::span<const Format> formats();

/// The format of this name, or nullptr.
const Format* find_format(std::string_view name);

}  // namespace feastctl::report
