/// @file
/// @brief Annotations by which GitOps tools handle the objects: order, what must survive, text that is no template.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/node.hpp"

namespace feastctl::gitops {

/// The tool that will apply the output.
enum class Tool : std::uint8_t { kNone, kArgoCd, kFlux };

/// The objects as `tool` wants them. `store` is the FeatureStore that they belong to, or nullptr: what its own
/// annotations tell the tool goes for each of its objects.
std::vector<const Node*> dressed(const std::vector<const Node*>& objects, const Node* store, Tool tool,
                                 const TreeBuilder& tree);

/// `object` with an annotation set; one that is there stays. Answers the object itself, or a changed copy.
const Node* annotated(const Node& object, std::string_view key, std::string_view value, const TreeBuilder& tree);

// A tool is one function in a file of its own.

/// Argo CD: sync waves (what others need first, autoscalers and routes last), kinds whose definition may be missing,
/// claims and namespaces that outlive the application. Source: its pages on sync waves and sync options.
const Node* for_argocd(const Node& object, const Node* store, const TreeBuilder& tree);

/// Flux: no post-build substitution in objects that hold a dollar sign, claims and namespaces are not pruned.
/// Source: kustomize-controller's page on Kustomizations.
const Node* for_flux(const Node& object, const Node* store, const TreeBuilder& tree);

}  // namespace feastctl::gitops
