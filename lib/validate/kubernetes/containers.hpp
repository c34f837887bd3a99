/// @file
/// @brief The parts of a container that a FeatureStore can fill, one function each. Source: Kubernetes'
/// pkg/apis/core/validation (1.35); each function reproduces its conditions and its paths.
///
/// Generated parts (container names, ports, probes, commands, security contexts) are not checked here, because no
/// FeatureStore can make them invalid.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/first_seen.hpp"

namespace feastctl::validate::kubernetes {

/// The indexes in `volumes` that were refused, ascending: for Kubernetes, such a volume does not exist.
using RefusedVolumes = std::span<const std::size_t>;

/// The pull policy of an image, of a container or a volume.
inline constexpr std::array<std::string_view, 3> kPullPolicies = {"Always", "IfNotPresent", "Never"};

/// Checks `env` of a container: names, one source each, and what each source refers to. `volumes` is the pod's list.
void check_env(const Field& container, const Field& volumes, ObjectReport& report);

/// Checks `envFrom` of a container: prefix, one source each, names.
void check_env_from(const Field& container, ObjectReport& report);

/// The volumes of a pod by name, as those who mount them see them. The list must outlive this.
class MountableVolumes {
 public:
  MountableVolumes(const Field& volumes, RefusedVolumes refused);

  [[nodiscard]] bool has(std::string_view name) const { return sound_.find(name).has_value(); }
  /// Whether there is one, be it a refused one.
  [[nodiscard]] bool names(std::string_view name) const { return has(name) || refused_.find(name); }
  [[nodiscard]] const Field& list() const { return *list_; }

 private:
  const Field* list_;
  FirstSeen sound_, refused_;
};

/// Checks `volumeMounts` of a container against the pod's volumes.
void check_volume_mounts(const Field& container, const MountableVolumes& volumes, ObjectReport& report);

/// Checks `resources` of a container: names, amounts, limits against requests, and claims against the pod's
/// `resourceClaims`.
void check_resources(const Field& container, const Field& pod_claims, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
