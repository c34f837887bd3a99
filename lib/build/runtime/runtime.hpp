/// @file
/// @brief --secrets=runtime: a ConfigMap contains feature_store.yaml without the values of Secrets, and an init
/// container merges them in the cluster.
///
/// merge_plan.cpp builds the plan that templates/merge_secrets.py reads; config_map.cpp builds the ConfigMap
/// feast-X-config; volumes.cpp adds the volumes that the pods need.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "build/build.hpp"

namespace feastctl::build::runtime {

/// Paths in the pods. Paths in a plan are relative to the folder of the ConfigMap.
inline constexpr std::string_view kConfigFolder = "/feastctl/config";    ///< the ConfigMap
inline constexpr std::string_view kSecretsFolder = "/feastctl/secrets";  ///< a folder a Secret
inline constexpr std::string_view kRunFolder = "/feastctl/run";          ///< in memory: the merged file
inline constexpr std::string_view kMergedFile = "/feastctl/run/feature_store.yaml";
inline constexpr std::string_view kMergeScript = "merge_secrets.py";

/// A Secret that an init container reads.
struct SecretFiles {
  std::string_view name;
  const Node* reference = nullptr;       ///< the first place in the FeatureStore that names it
  bool whole = false;                    ///< all of its keys are needed
  std::vector<std::string_view> keys{};  ///< otherwise, only these
};

/// How the servers, or the lineage server, get their feature_store.yaml.
struct Consumer {
  std::string_view text_key, text;  ///< the key of the ConfigMap, and feature_store.yaml without the Secrets' values
  std::string_view plan_key, plan;  ///< … and the JSON for merge_secrets.py; empty if the text is used unchanged
  std::vector<SecretFiles> secrets{};
  std::string_view checksum;  ///< changes with anything above
};

/// The feature_store.yaml texts in the ConfigMap: that of the servers, unless there is no init container to write it,
/// and that of the lineage server, if there is one.
struct Config {
  std::optional<Consumer> server, lineage;
};

/// The configuration for --secrets=runtime. `texts` are those without the values of Secrets.
Config config(const Context& context, const RepoConfigs& texts);

/// Fills the consumer's plan and Secrets.
void plan_server(const Context& context, Consumer& consumer);
void plan_lineage(const Context& context, Consumer& consumer);

/// The ConfigMap feast-X-config, or nullptr if nothing reads it.
const Node* config_map(const Context& context);

/// The pod template's annotations: `own`, and the checksum if the pods read the ConfigMap.
const Node* annotations(const Context& context, const Node* own, const std::optional<Consumer>& consumer);

/// The path of a file of the ConfigMap in the pods.
std::string_view config_path(const Context& context, std::string_view key);

/// Adds the volumes of the ConfigMap and the Secrets, with their mounts in the init container and, if anything is
/// merged, the in-memory volume. The caller must mount `run_mount` in the other containers.
void add_volumes(const Context& context, const Consumer& consumer, Node* volumes, Node* init_mounts);
/// The mount of the in-memory volume.
const Node* run_mount(const Context& context, bool read_only);

}  // namespace feastctl::build::runtime
