/// @file
/// @brief Other objects in the input that are passed through, and the namespaces of the stores.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "model/companions.hpp"

namespace feastctl::gitops {

/// Whether a cluster could accept the document: not a kustomization, the configuration of a tool, or an object marked
/// as local.
bool is_manifest(const Node& document);

/// The autoscaler, whose spec.scaleTargetRef is a FeatureStore, with that store's Deployment as its target.
const Node* retargeted(const Node& scaler, const TreeBuilder& tree);

/// For every autoscaler that targets a FeatureStore in the input, reports that it targets the Deployment in the output.
void report_retargeted(const model::CompanionIndex& companions, bool passed, Diagnostics& out);

/// The manifests among `others`; autoscalers that target a FeatureStore of the input target its Deployment instead.
std::vector<const Node*> passed_through(const std::vector<const Node*>& others, const model::CompanionIndex& companions,
                                        const TreeBuilder& tree);

/// A Namespace object for each namespace of the stores, except those among `passed` and those that every cluster has.
std::vector<const Node*> namespaces(const std::vector<std::string_view>& names, const std::vector<const Node*>& passed,
                                    const TreeBuilder& tree);

}  // namespace feastctl::gitops
