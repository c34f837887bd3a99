/// @file
/// @brief Tells causes from consequences: a FeatureStore is judged once more as it was most likely meant.
///
/// A misspelt or misplaced field is one slip, and to the later stages a field that is missing, which they may refuse
/// for reasons of their own. What they no longer find once the field is at its home (homes.hpp) follows from the
/// slip; what they still find does not. And what keeps the stages from going on, such as a number in quotes, no longer
/// hides what they would find elsewhere.
#pragma once

#include <string_view>
#include <vector>

#include "base/api_version.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate {

/// A FeatureStore as it was most likely meant.
struct Meant {
  const Node* root = nullptr;               ///< the store itself when nothing is to be mended
  std::vector<std::string_view> made_up{};  ///< the paths of texts that were missing and had to be invented
  std::vector<Span> moved{};                ///< where the fields are written that found a home, with all below them
};

/// The FeatureStore with its unknown fields at their homes, and without those that have none; with values of the type
/// that they must have, where that is plain; and with a name and a project. Slips within what is moved are left for
/// another call.
Meant mended(const Node& store, Edition edition, const TreeBuilder& tree);

/// What was found in the mended store.
struct Mended {
  Diagnostics findings{};
  bool finished = false;  ///< whether every stage was reached
  Meant store{};
  Cause elsewhere{};  ///< the slip when it is not the store's own
};

/// Compares what was found in a store with what was found in the mended one. A finding that is gone follows from the
/// slip nearest to it, or from the slip elsewhere; the slips themselves stay. An error that they hid is added: one
/// within a field that was not known, and one of a stage that comes after schema and rules.
void tell_consequences(Diagnostics& found, Mended&& mended);

}  // namespace feastctl::validate
