/// @file
/// @brief The input's other objects on their way through, and the namespaces of the stores.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "model/companions.hpp"

namespace feastctl::gitops {

/// Whether the document is one that a cluster could take: not a kustomization, a tool's own configuration, or an object
/// that is marked as local.
bool is_manifest(const Node& document);

/// The autoscaler, which has a spec.scaleTargetRef of a FeatureStore, with that store's Deployment as its target.
const Node* retargeted(const Node& scaler, const TreeBuilder& tree);

/// Says of every autoscaler that targets a FeatureStore of the input that the output's will target its Deployment.
void report_retargeted(const model::CompanionIndex& companions, bool passed, Diagnostics& out);

/// The manifests among `others`; autoscalers that target a FeatureStore of the input target its Deployment instead.
std::vector<const Node*> passed_through(const std::vector<const Node*>& others, const model::CompanionIndex& companions,
                                        const TreeBuilder& tree);

/// A Namespace for each that the stores are in and that is not among `passed`, nor one that every cluster has.
std::vector<const Node*> namespaces(const std::vector<std::string_view>& names, const std::vector<const Node*>& passed,
                                    const TreeBuilder& tree);

}  // namespace feastctl::gitops
