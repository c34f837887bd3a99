/// @file
/// @brief Folds consequences into their causes: shows what to fix, and counts what that fixes as well.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/diagnostic.hpp"

namespace feastctl::report {

/// Finds the causes of findings among them.
class Causes {
 public:
  /// `findings` must outlive this.
  explicit Causes(std::span<const Diagnostic> findings);

  /// The error that causes `finding`, one of the findings; null if it is independent, or if its cause is not among
  /// them.
  [[nodiscard]] const Diagnostic* of(const Diagnostic& finding) const;

 private:
  std::vector<const Diagnostic*> errors_;  ///< independent errors, by place
};

/// The findings without consequences, which are counted in a note on their cause.
std::vector<Diagnostic> folded(std::vector<Diagnostic> findings);

/// A finding to show, and the others that it represents.
struct Told {
  const Diagnostic* finding = nullptr;
  std::vector<const Diagnostic*> others{};
};

/// The findings in order. Of those with the same topic, or the same in several stores, only one is shown: the one with
/// the lowest limit, or the first.
std::vector<Told> told_once(std::span<const Diagnostic* const> findings);

}  // namespace feastctl::report
