/// @file
/// @brief The table of report formats, which --output, --diagnostics, help, manual, completion and tests read.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "report/report.hpp"

namespace feastctl::report {

/// The content of a report, in any format.
struct Report {
  std::span<const Diagnostic> findings;
  const Sources& sources;
  std::span<const Subject> subjects{};  ///< the stores that were checked
  std::size_t skipped = 0;              ///< documents that were not checked
  Releases releases{};                  ///< whose verdict it is
  std::string_view version{};           ///< of this program
  bool color = false;                   ///< write colors for a terminal
  bool all = false;                     ///< repeat the same finding for every store instead of counting it
  bool summary = false;                 ///< add a line with totals, if the format has one

  [[nodiscard]] Summary counted(Repeats repeats) const {
    Summary total = summarize(findings, sources, subjects.size(), skipped, repeats);
    total.releases = releases;
    return total;
  }
};

/// A report format. `name` and `about` are shown to users; `write` creates the text.
struct Format {
  std::string_view name;
  std::string_view about;  ///< a sentence for the manual
  std::string (*write)(const Report& report);
  bool from_root = false;  ///< its readers expect paths relative to the root of the repository
  bool fixes = false;      ///< it contains fixes, which cost a run each
};

// The formats that every table has.
std::string as_text(const Report& report);
std::string as_json(const Report& report);
inline constexpr Format kTextFormat{"text", "For people, with the source line and a hint.", as_text};
inline constexpr Format kJsonFormat{"json", "For other programs.", as_json, false, true};

/// All formats; the first is for people.
std::span<const Format> formats();

/// The format of this name, or nullptr.
const Format* find_format(std::string_view name);

}  // namespace feastctl::report
