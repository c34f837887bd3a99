/// @file
/// @brief Annotations for GitOps tools: the order of objects, objects that must survive, and text that is not a
/// template.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/node.hpp"

namespace feastctl::gitops {

/// The tool that will apply the output.
enum class Tool : std::uint8_t { kNone, kArgoCd, kFlux };

/// The objects with annotations for `tool`. `store` is the FeatureStore that they belong to, or nullptr; its own
/// annotations for the tool are copied to each of its objects.
std::vector<const Node*> dressed(const std::vector<const Node*>& objects, const Node* store, Tool tool,
                                 const TreeBuilder& tree);

/// `object` with an annotation, unless it already has that annotation. Returns the object itself, or a changed copy.
const Node* annotated(const Node& object, std::string_view key, std::string_view value, const TreeBuilder& tree);

// Each tool is one function in its own file.

/// Argo CD: sync waves (dependencies first, autoscalers and routes last), kinds whose definition may be missing, and
/// claims and namespaces that must outlive the application. Source: its pages on sync waves and sync options.
const Node* for_argocd(const Node& object, const Node* store, const TreeBuilder& tree);

/// Flux: no post-build substitution in objects that contain a dollar sign; claims and namespaces are not pruned.
/// Source: kustomize-controller's page on Kustomizations.
const Node* for_flux(const Node& object, const Node* store, const TreeBuilder& tree);

}  // namespace feastctl::gitops
