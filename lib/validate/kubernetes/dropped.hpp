/// @file
/// @brief What older API servers silently drop from objects.
///
/// A field behind a disabled feature gate never reaches validation, because the server removes it first. The checks in
/// this folder therefore see objects as the server keeps them, and need not know minors. Source: Kubernetes'
/// PrepareForCreate of pods and autoscalers, and its feature gates, minor by minor.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate::kubernetes {

/// The object without the fields that the report's minor of Kubernetes drops, each of which is reported; the object
/// itself if it has none. The rest consists of the object's own nodes, or of nodes with these as their origin.
const Node& as_kept(const Node& object, ObjectReport& report, const TreeBuilder& tree);

}  // namespace feastctl::validate::kubernetes
