/// @file
/// @brief Findings as test cases: the common part of JUnit and TAP.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/report.hpp"

namespace feastctl::report {

/// A store with its findings; `store` is null for findings about a file or the whole run.
struct Case {
  std::string file;  ///< empty for findings without a file
  const Subject* store = nullptr;
  std::vector<const Diagnostic*> findings;

  /// Whether there is an error among the findings.
  [[nodiscard]] bool failed() const;
  /// `namespace/name`, or what else the case is about.
  [[nodiscard]] std::string name() const;
};

/// The cases of a run by file: first findings without a store, then the stores in order.
std::vector<Case> cases(std::span<const Diagnostic> findings, const Sources& sources,
                        std::span<const Subject> subjects);

}  // namespace feastctl::report
