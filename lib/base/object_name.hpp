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
bool is_cluster_scoped(const ObjectName& object);

/// How people call an object: `Deployment feast/feast-sample`.
std::string display(const ObjectName& object);

}  // namespace feastctl
