/// @file
/// @brief What tells an object of a cluster from all others.
#pragma once

#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl {

/// An object by name; `name_space` is empty for cluster-scoped ones.
struct ObjectName {
  std::string_view api_version, kind, name_space, name;
};

/// The name that an object gives itself; what it leaves out is empty.
ObjectName name_of(const Node& object);

/// The group of an apiVersion, empty for the core group.
std::string_view group_of(std::string_view api_version);

/// A text that two names share exactly when a cluster takes them for the same object, whatever their versions.
std::string identity(const ObjectName& object);

/// A number that is equal for equal identities, and hardly ever for others.
std::size_t identity_hash(const ObjectName& object);

/// Whether objects of this kind are in no namespace, as far as the kind tells: those of Kubernetes are known, and of
/// other groups those that are called Cluster….
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

/// How people call an object: `Deployment feast/feast-sample`.
std::string display(const ObjectName& object);

}  // namespace feastctl
