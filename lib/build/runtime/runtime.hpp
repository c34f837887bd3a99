/// @file
/// @brief --secrets=runtime: feature_store.yaml lies in a ConfigMap without the values of Secrets, and an init
/// container puts them in, in the cluster.
///
/// merge_plan.cpp says what is to be put where, as templates/merge_secrets.py reads it; config_map.cpp makes ConfigMap
/// feast-X-config; volumes.cpp gives the pods what they need of it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "build/build.hpp"

namespace feastctl::build::runtime {

/// Where the pods find things. The paths within a plan are relative to the folder of the ConfigMap.
inline constexpr std::string_view kConfigFolder = "/feastctl/config";    ///< the ConfigMap
inline constexpr std::string_view kSecretsFolder = "/feastctl/secrets";  ///< a folder a Secret
inline constexpr std::string_view kRunFolder = "/feastctl/run";          ///< in memory: the merged file
inline constexpr std::string_view kMergedFile = "/feastctl/run/feature_store.yaml";
inline constexpr std::string_view kMergeScript = "merge_secrets.py";

/// A Secret that an init container reads.
struct SecretFiles {
  std::string_view name;
  const Node* reference = nullptr;       ///< the first place of the FeatureStore that names it
  bool whole = false;                    ///< every key of it counts
  std::vector<std::string_view> keys{};  ///< else only these
};

/// How the servers, or the lineage server, come to their feature_store.yaml.
struct Consumer {
  std::string_view text_key, text;  ///< the key of the ConfigMap, and feature_store.yaml without the Secrets' values
  std::string_view plan_key, plan;  ///< … and the JSON for merge_secrets.py; empty when the text is used as it is
  std::vector<SecretFiles> secrets{};
  std::string_view checksum;  ///< changes with anything above
};

/// Whose feature_store.yaml is in the ConfigMap: the servers' unless there is no init container to write it, the
/// lineage server's if there is one.
struct Config {
  std::optional<Consumer> server, lineage;
};

/// What there is to know with --secrets=runtime. `texts` are those without the Secrets' values.
Config config(const Context& context, const RepoConfigs& texts);

/// Fills the consumer's plan and Secrets.
void plan_server(const Context& context, Consumer& consumer);
void plan_lineage(const Context& context, Consumer& consumer);

/// ConfigMap feast-X-config, or nullptr when nothing reads it.
const Node* config_map(const Context& context);

/// The pod template's annotations: `own`, and the checksum where the pods read the ConfigMap.
const Node* annotations(const Context& context, const Node* own, const std::optional<Consumer>& consumer);

/// A file of the ConfigMap as pods see it.
std::string_view config_path(const Context& context, std::string_view key);

/// Adds the volumes of the ConfigMap and the Secrets, and their mounts in the init container; where something is merged
/// also the volume in memory. Only the caller knows the other containers: they mount `run_mount`.
void add_volumes(const Context& context, const Consumer& consumer, Node* volumes, Node* init_mounts);
/// The mount of the volume in memory.
const Node* run_mount(const Context& context, bool read_only);

}  // namespace feastctl::build::runtime
