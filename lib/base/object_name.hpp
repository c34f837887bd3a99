/// @file
/// @brief What identifies an object in a cluster.
#pragma once

#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl {

/// An object by name; `name_space` is empty for cluster-scoped ones.
struct ObjectName {
  std::string_view api_version, kind, name_space, name;
};

/// The name in the object's own fields; missing parts are empty.
ObjectName name_of(const Node& object);

/// The group of an apiVersion, empty for the core group.
std::string_view group_of(std::string_view api_version);

/// A text that is equal for two names if and only if a cluster considers them the same object, whatever their versions.
std::string identity(const ObjectName& object);

/// A hash: equal for equal identities, and hardly ever for others.
std::size_t identity_hash(const ObjectName& object);

/// Whether objects of this kind have no namespace, as far as the kind shows: the kinds of Kubernetes are known; in
/// other groups, kinds named Cluster… count.
bool is_cluster_scoped(std::string_view kind);

/// The resource of a kind, as Kubernetes forms the plural: deployments, ingresses, networkpolicies.
std::string resource_of(std::string_view kind);

/// Calls `take` with each object of a List of any kind, or with the object itself.
template <typename Take>
void for_each_object(const Node& object, const Take& take) {
  const Node* items = lookup(&object, {"items"});
  if (!string_at(&object, "kind").ends_with("List") || items == nullptr) return take(object);
  for (const Node* item : items->items()) {
    if (item->is_map()) take(*item);
  }
}

/// The object for messages: `Deployment feast/feast-sample`.
std::string display(const ObjectName& object);

}  // namespace feastctl
