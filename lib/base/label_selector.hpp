/// @file
/// @brief Whether a label selector matches labels.
#pragma once

#include <string_view>

#include "base/node.hpp"

namespace feastctl {

/// A label that the Deployment controller adds to pods, and that their template lacks.
inline constexpr std::string_view kPodTemplateHash = "pod-template-hash";

/// Whether a selector (matchLabels and matchExpressions) matches an object with these labels (a map). An empty selector
/// matches everything, an unknown operator counts as a match, and so does whatever it says about pod-template-hash.
/// Source: Kubernetes, LabelSelectorAsSelector.
bool selects(const Node& selector, const Node& labels);

}  // namespace feastctl
