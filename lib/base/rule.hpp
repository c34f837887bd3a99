/// @file
/// @brief The rows of the catalog of diagnostic codes, generated from docs/codes/.
#pragma once

#include <cstdint>
#include <string_view>

namespace feastctl {

/// The severity of a finding. Notes never change the exit status.
enum class Severity : std::uint8_t { kError, kWarning, kNote };

/// The best fix that a code's wrong example gets. A safe one is applied by `validate --fix`.
enum class FixKind : std::uint8_t { kNone, kUnsafe, kSafe };

/// The word for a severity: error, warning, note.
std::string_view severity_name(Severity severity);

/// A row of the catalog. `feastctl explain`, `rules`, SARIF and the tests read it: a test checks that `wrong` produces
/// the code, and that `right` does not.
struct Rule {
  std::string_view code;  ///< FS301; never changes its meaning once released
  std::string_view name;  ///< kebab-case, for SARIF and people: scaling-needs-db-persistence
  Severity severity = Severity::kError;
  FixKind fix = FixKind::kNone;
  std::string_view sentence;    ///< what is wrong, in one sentence without values
  std::string_view why;         ///< who refuses it and what would happen; ends with the source (a CRD rule, Kubernetes'
                                ///< validation, the operator)
  std::string_view remedy;      ///< what to write instead, in one or two sentences
  std::string_view wrong = {};  ///< a complete input (YAML stream) with exactly this problem; codes FS7xx have none
  std::string_view right = {};  ///< the same input, corrected
  std::string_view args = {};   ///< options that both examples need, separated by spaces: --platform=openshift
};

}  // namespace feastctl
