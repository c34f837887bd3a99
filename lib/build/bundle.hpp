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

/// What the shared objects need to know of one store; owns its texts, for it outlives the store's arena.
struct SharedFacts {
  FeastRelease feast{};
  std::string name, name_space;
  Span name_span{};           ///< where metadata.name is
  int document = -1;          ///< which document of its source, from 0
  std::string registry_of{};  ///< namespace/name of the store whose registry it uses, if that is a store of the input
  const ClusterBinding* binding = nullptr;  ///< its ClusterRoleBinding, if it has one
  bool shares_binding = false;              ///< … and that is one of the shared objects
  bool ignores_sharing = false;             ///< the store's annotation silences the note about that
  bool discoverable = true;                 ///< false for a protected project
  bool lineage_consumer = false;
  std::string consumer_url{};  ///< empty when no server takes lineage events
  bool consumer_tls = false;
};

/// Every object that belongs to the store alone.
Objects bundle(const TreeBuilder& tree, const model::FeatureStore& store);

/// What the store adds to the shared objects.
SharedFacts shared_facts(const TreeBuilder& tree, const model::FeatureStore& store);

/// Whether the object of a bundle is the store's ClusterRoleBinding: of stores that share one, it is left out of each
/// bundle.
bool is_cluster_binding(const Node& object);

/// An object that stores have in common, and those that it is there for: every subject of a binding, else the first
/// store that needs the object.
struct SharedObject {
  const Node* object = nullptr;
  std::vector<const SharedFacts*> stores{};
};

/// The objects that the stores have in common, once each: cluster roles, the ClusterRoleBindings of stores that share a
/// name, and the ConfigMaps by which others find the stores, with their Roles, in `discovery_namespace` unless that is
/// empty. `stores` are in the order of the input; later ones win where only one can (as with the operator).
std::vector<SharedObject> shared_objects(const TreeBuilder& tree, std::span<const SharedFacts> stores,
                                         std::string_view discovery_namespace);

}  // namespace feastctl::build
