/// @file
/// @brief Converts earlier spellings of a FeatureStore in the tree, without any text.
///
/// To add a spelling: a function of Rewriter (rewrite.cpp) that returns the changed map, a note for it, and a test. The
/// steps never modify a node: a changed map is a new one whose origin is the map that was read, and moved values keep
/// their nodes. That is how reprint.hpp finds the text that belongs to them.
#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::convert {

/// A rule outside the catalog, for reports about a change rather than a fault.
constexpr Rule codeless(std::string_view name, Severity severity) {
  return {"", name, severity, {}, {}, {}, {}, {}, {}};
}

/// A document in the current spelling.
struct Rewritten {
  const Node* root = nullptr;        ///< the original node, if there is nothing to change
  std::vector<const Node*> retired;  ///< values without a replacement, which the text keeps as comments
};

/// Rewrites every FeatureStore of the document: feast.dev/v1alpha1, services.scaling.replicas of the first release, and
/// the design sketch of Feast's ADR-0006. `out` gets a note for each change, and a warning for each one that needs
/// review.
Rewritten rewrite(const Node& document, const TreeBuilder& tree, Diagnostics& out);

}  // namespace feastctl::convert
