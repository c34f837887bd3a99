/// @file
/// @brief The kubectl commands that get the objects of stores from a cluster.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "diff/diff.hpp"

namespace feastctl::diff {

/// What the operator's Deployment is called in Fetched.
inline constexpr std::string_view kFetchedOperator = "operator";
/// … and the FeatureStores of a namespace.
std::string fetched_stores(std::string_view name_space);
/// The Lease by which the operator elects its leader, in its own namespace.
inline constexpr std::string_view kOperatorLease = "66483dbd.feast.dev";

/// How kubectl calls the objects of a kind in the plural: deployments, routes.route.openshift.io.
std::string resource_of(const Node& object);

/// Whether the group is one of Kubernetes itself.
bool in_every_cluster(std::string_view group);

/// With what the object is fetched: `namespace feast`, or `clusterroles`.
std::string fetched_with(const Node& object);

/// What the comments `# fetched: …` in a text say.
void read_fetched(std::string_view text, Fetched& fetched);

/// The resources of the objects, each once, sorted.
std::vector<std::string> resources_of(const std::vector<const Node*>& objects);

/// The commands that print exactly these objects as YAML, one a namespace, then those of no namespace by name.
std::vector<std::string> commands_for(const std::vector<const Node*>& objects);

/// What else to get.
struct Wanted {
  bool left_over = true;  ///< the other kinds of bundles, so that what is left over is seen
  bool adopt = false;     ///< FeatureStores, volumes, the operator, and who owns which field
};

/// The commands for all objects of a bundle. Each that succeeds ends with a comment for read_fetched.
std::vector<std::string> commands_for_bundle(const std::vector<const Node*>& objects, const Wanted& wanted);

}  // namespace feastctl::diff
