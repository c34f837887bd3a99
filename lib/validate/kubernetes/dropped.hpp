/// @file
/// @brief What older API servers drop from objects without a word.
///
/// A field behind a feature gate that is off never reaches validation: the server removes it first. So the checks of
/// this folder look at objects as the server keeps them, and know nothing of minors.
/// Source: Kubernetes' PrepareForCreate of pods and autoscalers, and its feature gates, minor by minor.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate::kubernetes {

/// The object without the fields that the report's minor of Kubernetes drops, each of which is reported; the object
/// itself when it has none. What is left has the object's own nodes, or ones with these as their origin.
const Node& as_kept(const Node& object, ObjectReport& report, const TreeBuilder& tree);

}  // namespace feastctl::validate::kubernetes
