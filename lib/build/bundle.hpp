/// @file
/// @brief The whole bundle of one store, and the objects that several stores share.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "base/span.hpp"
#include "build/build.hpp"

namespace feastctl::build {

/// What the shared objects need to know about one store. It owns its texts, because it outlives the store's arena.
struct SharedFacts {
  FeastRelease feast{};
  std::string name, name_space;
  Span name_span{};           ///< the place of metadata.name
  int document = -1;          ///< which document of its source, from 0
  std::string registry_of{};  ///< namespace/name of the store whose registry it uses, if that store is in the input
  const ClusterBinding* binding = nullptr;  ///< its ClusterRoleBinding, if it has one
  bool shares_binding = false;              ///< … which is one of the shared objects
  bool ignores_sharing = false;             ///< the store's annotation silences the note about that
  bool discoverable = true;                 ///< false for a protected project
  bool lineage_consumer = false;
  std::string consumer_url{};  ///< empty when no server takes lineage events
  bool consumer_tls = false;
};

/// Every object that belongs to the store alone.
Objects bundle(const TreeBuilder& tree, const model::FeatureStore& store);

/// What the store contributes to the shared objects.
SharedFacts shared_facts(const TreeBuilder& tree, const model::FeatureStore& store);

/// Whether the object of a bundle is the store's ClusterRoleBinding. If stores share one, their bundles omit it.
bool is_cluster_binding(const Node& object);

/// An object that stores share, with the stores that need it: for a binding, every subject; otherwise, the first store.
struct SharedObject {
  const Node* object = nullptr;
  std::vector<const SharedFacts*> stores{};
};

/// The objects that the stores share, once each: cluster roles, the ClusterRoleBindings of stores with the same name
/// and, unless `discovery_namespace` is empty, the discovery ConfigMaps in that namespace, with their Roles. `stores`
/// are in input order; in conflicts, later ones win (as with the operator).
std::vector<SharedObject> shared_objects(const TreeBuilder& tree, std::span<const SharedFacts> stores,
                                         std::string_view discovery_namespace);

}  // namespace feastctl::build
