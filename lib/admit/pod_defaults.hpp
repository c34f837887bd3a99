/// @file
/// @brief What the API server fills in when a pod is created, as far as admission looks at it.
///
/// It is filled in for pods, not for the templates of workloads. Source: pkg/apis/core/v1/defaults.go and
/// pkg/registry/core/pod/strategy.go of Kubernetes 1.35.
#pragma once

#include "admit/amounts.hpp"
#include "base/node.hpp"

namespace feastctl::admit {

/// The pod (a map with metadata and spec) with: requests equal to limits where only these are written, host ports of
/// a pod in the node's network, AppArmor profiles of annotations as fields, and emptyDir for volumes without source.
const Node* defaulted_pod(const Node& pod, const TreeBuilder& tree);

/// A container with these amounts as its `side`; nothing else changes.
const Node* with_amounts(const Node& container, Side side, const Amounts& amounts, const TreeBuilder& tree);

/// The map with each item of the list at `key` replaced by what `change` makes of it; the map itself if nothing
/// changes.
template <typename Change>
const Node* with_changed_items(const Node* map, std::string_view key, const TreeBuilder& tree, const Change& change) {
  const Node* list = lookup(map, {key});
  if (list == nullptr || !list->is_list()) return map;
  Node* copy = nullptr;
  for (std::size_t i = 0; i < list->size; ++i) {
    const Node* changed = list->items()[i]->is_map() ? change(*list->items()[i]) : list->items()[i];
    if (changed == list->items()[i]) continue;
    if (copy == nullptr) copy = tree.shallow_copy(*list);
    copy->item[i] = changed;
  }
  if (copy == nullptr) return map;
  Node* whole = tree.shallow_copy(*map);
  tree.set(whole, key, copy);
  return whole;
}

/// The map with another value at `key`.
const Node* with_value(const Node* map, std::string_view key, const Node* value, const TreeBuilder& tree);

}  // namespace feastctl::admit
