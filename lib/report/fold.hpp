/// @file
/// @brief Consequences behind their causes: what a reader has to mend comes first, and what that mends as well is
/// counted.
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

  /// The error that `finding`, one of the findings, follows from; null for one that stands on its own, or whose cause
  /// is not among them.
  [[nodiscard]] const Diagnostic* of(const Diagnostic& finding) const;

 private:
  std::vector<const Diagnostic*> errors_;  ///< those that follow from nothing, by place
};

/// The findings without those that follow from another, which is given a note that counts them.
std::vector<Diagnostic> folded(std::vector<Diagnostic> findings);

/// A finding that is told, and the others that it is told for.
struct Told {
  const Diagnostic* finding = nullptr;
  std::vector<const Diagnostic*> others{};
};

/// The findings in their order, where those of one topic, and those that are the same in several stores, are told once:
/// by the one with the least limit, or the first.
std::vector<Told> told_once(std::span<const Diagnostic* const> findings);

}  // namespace feastctl::report
