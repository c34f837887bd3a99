/// @file
/// @brief services.scaling.replicas, the first release's spelling of spec.replicas (docs/reference/pod.md).
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"

namespace feastctl::defaults {

/// The FeatureStore with `services.scaling.replicas` moved to `spec.replicas`, and a warning for it; `document` itself
/// where there is nothing to move. It is an error when both are there and differ. Runs before the schema's defaults,
/// which would put a 1 into spec.replicas. A value that is not a number, or below 1, is left for the schema check to
/// refuse; so is every such field in v1alpha1, which never had scaling, and in a release before scaling.
const Node* move_earlier_spelling(const Node& document, FeastRelease feast, const TreeBuilder& tree, Diagnostics& out);

}  // namespace feastctl::defaults
