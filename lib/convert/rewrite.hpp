/// @file
/// @brief Earlier spellings of a FeatureStore as today's, in the tree: what a conversion means, without any text.
///
/// To add a spelling: a function of Rewriter (rewrite.cpp) that gives the changed map, a note for it, a test.
/// The steps never change a node: a map with other entries is a new one whose origin is the map that was read, and
/// what is moved keeps its node. That is how reprint.hpp finds the text that belongs to it.
#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::convert {

/// What is reported beside the catalog: about a change that was made, not about a fault.
constexpr Rule codeless(std::string_view name, Severity severity) {
  return {"", name, severity, {}, {}, {}, {}, {}, {}};
}

/// A document in today's spelling.
struct Rewritten {
  const Node* root = nullptr;        ///< the node that was given, if there is nothing to change
  std::vector<const Node*> retired;  ///< values without an equal, which the text keeps as comments
};

/// Rewrites every FeatureStore of the document: feast.dev/v1alpha1, services.scaling.replicas of the first release, and
/// the design sketch of Feast's ADR-0006. `out` gets a note for each change, and a warning where somebody has to look.
Rewritten rewrite(const Node& document, const TreeBuilder& tree, Diagnostics& out);

}  // namespace feastctl::convert
