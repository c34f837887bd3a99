/// @file
/// @brief The whole bundle of one store, and the objects that several stores share.
#pragma once

#include <span>
#include <string>

#include "base/arena.hpp"
#include "build/build.hpp"

namespace feastctl::build {

/// What the shared objects need to know of one store; owns its texts, for it outlives the store's arena.
struct SharedFacts {
  std::string name, name_space;
  bool kubernetes_authorization = false;
  bool oidc_authorization = false;
  bool discoverable = true;  ///< false for a protected project
  bool lineage_consumer = false;
  std::string consumer_url{};  ///< empty when no server takes lineage events
  bool consumer_tls = false;
};

/// Every object that belongs to the store alone.
Objects bundle(const TreeBuilder& tree, const model::FeatureStore& store);

/// What the store adds to the shared objects.
SharedFacts shared_facts(const TreeBuilder& tree, const model::FeatureStore& store);

/// The objects that the stores have in common, once each: cluster roles, and with `discovery` the ConfigMaps by which
/// others find them, with their Roles. `stores` are in the order of the input; later ones win where only one can (as
/// with the operator).
Objects shared_objects(const TreeBuilder& tree, std::span<const SharedFacts> stores, bool discovery,
                       std::string_view operator_namespace);

}  // namespace feastctl::build
