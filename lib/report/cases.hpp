/// @file
/// @brief Findings as test cases: the common part of JUnit and TAP.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/report.hpp"

namespace feastctl::report {

/// A store with what was found in it; `store` is null for what belongs to a file, or to the run, as a whole.
struct Case {
  std::string file;  ///< empty for what belongs to no file
  const Subject* store = nullptr;
  std::vector<const Diagnostic*> findings;

  /// Whether there is an error among the findings.
  [[nodiscard]] bool failed() const;
  /// `namespace/name`, or what the case is about instead.
  [[nodiscard]] std::string name() const;
};

/// The cases of a run by file: first what belongs to no store, then the stores in their order.
std::vector<Case> cases(std::span<const Diagnostic> findings, const Sources& sources,
                        std::span<const Subject> subjects);

}  // namespace feastctl::report
