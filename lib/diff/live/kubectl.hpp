/// @file
/// @brief The kubectl commands that get the objects of stores from a cluster.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/node.hpp"

namespace feastctl::diff {

/// How kubectl calls the objects of a kind in the plural: deployments, routes.route.openshift.io.
std::string resource_of(const Node& object);

/// The resources of the objects, each once, sorted.
std::vector<std::string> resources_of(const std::vector<const Node*>& objects);

/// The commands that print exactly these objects as YAML, one a namespace, then those of no namespace by name.
std::vector<std::string> commands_for(const std::vector<const Node*>& objects);

/// What else to get.
struct Wanted {
  bool left_over = true;  ///< the other kinds of bundles, so that what is left over is seen
  bool adopt = false;     ///< FeatureStores, volumes, the operator, and who owns which field
};

/// The commands for all objects of a bundle.
std::vector<std::string> commands_for_bundle(const std::vector<const Node*>& objects, const Wanted& wanted);

}  // namespace feastctl::diff
