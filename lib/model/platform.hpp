/// @file
/// @brief What the operator learns from its cluster and its own environment, and we take as options.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/features.hpp"
#include "base/versions.hpp"
#include "model/additions.hpp"

namespace feastctl::model {

/// Where the values of Secrets go: merged by the init container at run time, or into the Deployment as the operator
/// does.
enum class SecretsMode : unsigned char { kRuntime, kInline };

/// How cluster-scoped objects that belong to one store are named: after the store alone, as the operator does, or after
/// its namespace too.
enum class ClusterNames : unsigned char { kOperator, kQualified };

/// The facts of the cluster that the bundle is for.
struct Platform {
  FeastRelease feast{};                    ///< the release of the operator
  std::optional<FeastRelease> replaced{};  ///< … and the one before an upgrade: stores that name it mean `feast` now
  KubernetesRelease kubernetes{};          ///< the minor of the API server
  bool openshift = false;                  ///< route.openshift.io is served
  bool prometheus_operator = false;        ///< monitoring.coreos.com is served
  std::string feature_server_image;        ///< empty: the operator's own, see server_image()
  std::string cron_job_image = "quay.io/openshift/origin-cli:4.17";
  std::string oidc_issuer;                    ///< the operator's OIDC issuer setting; empty when it has none
  std::string operator_namespace;             ///< where the discovery ConfigMaps go; empty when nobody says
  std::string default_namespace = "default";  ///< for documents that name none
  SecretsMode secrets = SecretsMode::kRuntime;
  ClusterNames cluster_names = ClusterNames::kOperator;
  bool all_externally_scaled = false;            ///< something outside the input sets every store's replicas
  std::vector<std::string> externally_scaled{};  ///< … or those of these stores
  Additions additions{};                         ///< to the bundle

  bool judge_feast = true;  ///< whether what Feast itself refuses is reported
  bool checksums = true;    ///< whether pods get the checksum of their configuration; run() decides

  [[nodiscard]] bool has(const Feature& feature) const { return feastctl::has(feast, feature); }
};

/// The image of servers that name none: what the platform says, else that of the operator's release.
std::string server_image(const Platform& platform);

/// Where the discovery ConfigMaps go. On OpenShift the operator asks its own pod, so there they are left out unless an
/// option tells.
std::string_view discovery_namespace(const Platform& platform);

}  // namespace feastctl::model
