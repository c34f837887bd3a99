/// @file
/// @brief What the files of this folder share.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/diff.hpp"

namespace feastctl::diff {

/// The two sides with secret values replaced, so that one can see that they differ and not what they are. Either may be
/// nullptr.
std::pair<const Node*, const Node*> masked(const Node* before, const Node* after, const TreeBuilder& tree);

/// What the API server refuses of this change, or what is lost by it. `before` and `after` are not masked.
std::vector<Trap> traps_of(const Node* before, const Node* after);

/// Deployment feast/feast-sample.
std::string title(const ObjectChange& change);

/// `1 added, 2 changed, 1 removed`.
std::string totals(const std::vector<ObjectChange>& changes);

}  // namespace feastctl::diff
