/// @file
/// @brief Tells causes from consequences by checking a FeatureStore again as it was most likely meant.
///
/// A misspelled or misplaced field is one mistake, but to later stages the field is missing, which they may report as
/// well. Findings that disappear once the field is at its home (homes.hpp) follow from the mistake; the others do not.
/// In addition, mistakes that stop the stages, such as a quoted number, no longer hide other findings.
#pragma once

#include <string_view>
#include <vector>

#include "base/api_version.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate {

/// A FeatureStore as it was most likely meant.
struct Meant {
  const Node* root = nullptr;               ///< the store itself if there is nothing to fix
  std::vector<std::string_view> made_up{};  ///< the paths of missing strings that had to be made up
  std::vector<Span> moved{};                ///< the places of the moved fields, including everything below them
};

/// The FeatureStore with its unknown fields moved to their homes, or removed if they have none; with values converted
/// to the required type, if that is clear; and with a name and a project. Mistakes within moved fields are left for
/// another call.
Meant mended(const Node& store, Edition edition, const TreeBuilder& tree);

/// The findings in the corrected store.
struct Mended {
  Diagnostics findings{};
  bool finished = false;  ///< whether every stage was reached
  Meant store{};
  Cause elsewhere{};  ///< the mistake, if it is not in this store
};

/// Compares the findings in a store with those in the corrected one. A finding that disappeared follows from the
/// nearest mistake, or from the mistake elsewhere; the mistakes themselves stay. Adds errors that they hid: those
/// within an unknown field, and those of stages after schema and rules.
void tell_consequences(Diagnostics& found, Mended&& mended);

}  // namespace feastctl::validate
