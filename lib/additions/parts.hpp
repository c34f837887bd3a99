/// @file
/// @brief What the files of this folder share.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "additions/additions.hpp"

namespace feastctl::additions {

/// A map that may be absent, to be changed.
Node* copy_of(const Node* map, const TreeBuilder& tree);

/// Adds an entry that is not there yet.
void add_missing(Node* map, std::string_view key, const Value& value, const TreeBuilder& tree);

/// Adds the settings to the map at `key` of `owner`, a copy; what is there already wins.
void add_settings(Node* owner, std::string_view key, const std::vector<model::Setting>& settings,
                  const TreeBuilder& tree);

/// A workload (Deployment or CronJob) with its pod template, a map with metadata and spec, as `change` leaves a copy of
/// it; other objects as they are.
const Node* with_pod_template(const Node& object, const std::function<void(Node& pod_template)>& change,
                              const TreeBuilder& tree);

/// pods.cpp: a workload with everything that is added to its pods' specs.
const Node* with_pod_additions(const Node& object, const model::Platform& platform, const TreeBuilder& tree);

/// network_policies.cpp: the bundle with a policy before each Deployment.
Objects with_network_policies(const Objects& bundle, const model::Platform& platform, const TreeBuilder& tree);

/// metadata.cpp: an object with the labels and annotations that are added to it, and its pods with the labels.
const Node* with_metadata_additions(const Node& object, const model::Additions& additions, const TreeBuilder& tree);

}  // namespace feastctl::additions
