/// @file
/// @brief Findings for people and for other programs: a format is one function in a file of its own.
///
/// All formats show the same findings in the same order (file, place, code), each problem once. Consequences follow
/// their cause, or are only counted there (fold.hpp). To add a format NAME, two files:
/// 1. NAME.cpp: `std::string NAME(const Report& report)` (`Report` is in formats.hpp). It goes through `arranged()`
///    (place.hpp), with Repeats::kOnce if people read the format and Repeats::kEveryObject if programs do, and writes
///    the user's texts through `append_visible()` (visible.hpp), so that no text can steer a terminal;
/// 2. formats.cpp: its declaration and its row. Options, help, manual, completion and the tests of all formats follow.
/// Then a test of its own in tests/unit/report/formats_test.cpp, and
/// `cmake --build --preset dev && ctest --preset dev -R '^(unit|cli|cli.options|reports|docs.commands|man|format)$'`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::report {

/// The releases whose verdict a report contains.
struct Releases {
  std::vector<FeastRelease> feast{FeastRelease()};  ///< of the operators, oldest first; at least one
  KubernetesRelease kubernetes{};                   ///< of the API server
};

/// Totals of a run; notes are not counted.
struct Summary {
  std::size_t stores = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t skipped = 0;  ///< documents that were not checked
  Releases releases{};
};

/// What counts as a repeated problem: one line of the user's often affects several generated objects.
enum class Repeats : std::uint8_t {
  kOnce,         ///< for people: the same code, place, path and message are one problem
  kEveryObject,  ///< for programs: only if the object and field are also the same
};

/// A summary that counts errors and warnings as the reports show them.
Summary summarize(std::span<const Diagnostic> findings, const Sources& sources, std::size_t stores, std::size_t skipped,
                  Repeats repeats = Repeats::kOnce);

/// The style of the text format.
struct TextOptions {
  bool color = false;                ///< with the escape sequences of a terminal
  bool all = false;                  ///< repeat the same finding for every store or object instead of counting it
  std::size_t width = 120;           ///< source lines are cut to about this many columns around the place
  const Summary* summary = nullptr;  ///< adds a last line, if there is one
};

/// The findings for people, as compilers print them: place, message, source line with carets, found, expected, hint.
std::string text(std::span<const Diagnostic> findings, const Sources& sources, const TextOptions& options = {});

/// The last line of the text format: `2 errors, 1 warning in 3 stores (Feast 0.66.0, Kubernetes 1.35)`, or `0 stores
/// found, 1 other document skipped (…)`.
std::string summary_line(const Summary& summary);

/// The findings as one JSON document, format version 1.0; absent parts are omitted. Columns end before `endColumn`.
std::string json(std::span<const Diagnostic> findings, const Sources& sources, const Summary& summary);

/// SARIF 2.1.0 for code scanning, with the rules that have findings; `version` is that of this program.
std::string sarif(std::span<const Diagnostic> findings, const Sources& sources, std::string_view version);

/// GitHub's workflow commands: errors first. GitHub shows only ten per severity, so the others are plain lines.
std::string github(std::span<const Diagnostic> findings, const Sources& sources);

/// A heading and a table in Markdown, for the summary of a CI job; with very many findings, only the first ones.
std::string markdown(std::span<const Diagnostic> findings, const Sources& sources, const Summary& summary);

/// GitLab's Code Quality report.
std::string gitlab(std::span<const Diagnostic> findings, const Sources& sources);

/// A store that was checked: a test case in formats that count them.
struct Subject {
  SourceId source = 0;
  int document = -1;
  std::string name_space, name;
};

/// JUnit XML: one suite per file and one case per store. Findings without a store are errors, in a case for their file
/// or for the run; the errors of a store are failures, and its warnings are shown without failing it.
std::string junit(std::span<const Diagnostic> findings, const Sources& sources, std::span<const Subject> subjects);

/// TAP 13: one line per store, with the findings as its YAML block.
std::string tap(std::span<const Diagnostic> findings, const Sources& sources, std::span<const Subject> subjects);

}  // namespace feastctl::report
