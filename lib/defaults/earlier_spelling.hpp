/// @file
/// @brief services.scaling.replicas, the first release's spelling of spec.replicas (docs/reference/pod.md).
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"

namespace feastctl::defaults {

/// Moves `services.scaling.replicas` to `spec.replicas`, with a warning; returns `document` itself if there is nothing
/// to move. Reports an error if both are set and differ. Runs before the schema's defaults, which would set
/// spec.replicas to 1. Leaves it to the schema check to refuse a value that is not a number or is below 1, and any such
/// field in v1alpha1, which never had scaling, or in a release before scaling.
const Node* move_earlier_spelling(const Node& document, FeastRelease feast, const TreeBuilder& tree, Diagnostics& out);

}  // namespace feastctl::defaults
