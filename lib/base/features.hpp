/// @file
/// @brief How releases differ: one row per feature of the Feast operator, and one per feature of Kubernetes.
///
/// Builders and rules ask for a feature by name (`platform.has(feature::kSparkDriver)`) and never compare releases.
/// Fields, enum values, defaults and required fields have no rows here: schemas/ contain x-since and x-until. Sources:
/// the operator's code of each release; Kubernetes' feature gates and API types.
#pragma once

#include <string_view>

#include "base/versions.hpp"

namespace feastctl {

/// A behavior or rule of the operator, with its first and last release.
struct Feature {
  FeastRelease since;
  FeastRelease until = kLatestFeast;
};

/// Whether a release has a feature.
constexpr bool has(FeastRelease release, const Feature& feature) {
  return feature.since <= release && release <= feature.until;
}

/// A feature that a release introduced.
constexpr Feature since(FeastRelease release) {
  return {.since = release};
}
/// A feature that a release had last.
constexpr Feature until(FeastRelease release) {
  return {.since = kOldestFeast, .until = release};
}

namespace feature {

// Rules and references

/// services.scaling and spec.replicas: the rules about databases and about the two modes.
inline constexpr Feature kScaling = since(FeastRelease("0.61"));
/// All five properties of an OIDC Secret are required, and are copied to the client ConfigMap.
inline constexpr Feature kOidcSecretWhole = until(FeastRelease("0.61"));
/// A feastRef must refer to a store with the same feastProject.
inline constexpr Feature kSameProject = until(FeastRelease("0.61"));
/// The registry's configuration has a field `mcp`, which a Secret's parameters must not fill.
inline constexpr Feature kRegistryMcp = since(FeastRelease("0.64"));
/// openlineage has a section `consumer`, which extraConfig must not fill.
inline constexpr Feature kLineageConsumer = since(FeastRelease("0.65"));
/// authz accepts noAuth besides kubernetes and oidc.
inline constexpr Feature kNoAuth = since(FeastRelease("0.66"));
/// feastProjectDir accepts packaged besides git and init.
inline constexpr Feature kPackagedProject = since(FeastRelease("0.66"));

// What the operator fills in

/// A store without authz gets Kubernetes authorization; earlier releases add none.
inline constexpr Feature kAuthorizationByDefault = since(FeastRelease("0.66"));
/// A ready MLflow object in the cluster enables MLflow.
inline constexpr Feature kMlflow = since(FeastRelease("0.66"));

// Pods

/// The init container feast-apply.
inline constexpr Feature kApplyOnInit = since(FeastRelease("0.62"));
/// services.initImage sets the image of the init containers.
inline constexpr Feature kInitImage = since(FeastRelease("0.66"));
/// Certificates and all claims are mounted in init containers too; in earlier releases, only the offline store's claim.
inline constexpr Feature kInitContainerMounts = since(FeastRelease("0.62"));
/// The platform's CA bundle is mounted a second time, as odh-ca-bundle.crt.
inline constexpr Feature kOdhCaBundle = since(FeastRelease("0.62"));
/// The annotation feast.dev/protected-project takes effect.
inline constexpr Feature kProtectedProject = since(FeastRelease("0.66"));
/// The cron job has its own ServiceAccount, and security contexts.
inline constexpr Feature kCronJobAccount = since(FeastRelease("0.66"));

// Objects and their labels

/// The ServiceMonitor of the online server.
inline constexpr Feature kServiceMonitor = since(FeastRelease("0.62"));
/// Label app.kubernetes.io/managed-by, and labels of claims and of the discovery Role.
inline constexpr Feature kManagedBy = since(FeastRelease("0.63"));
/// appProtocol of the registry's Service.
inline constexpr Feature kRegistryAppProtocol = since(FeastRelease("0.64"));
/// ServiceAccount and Roles of a Spark driver.
inline constexpr Feature kSparkDriver = since(FeastRelease("0.65"));
/// The discovery ConfigMap of lineage consumers.
inline constexpr Feature kLineageDiscovery = since(FeastRelease("0.66"));

// Roles

/// A ClusterRoleBinding for OIDC, first to the ClusterRole of Kubernetes authorization …
inline constexpr Feature kOidcRole = since(FeastRelease("0.62"));
/// … and then to its own ClusterRole.
inline constexpr Feature kOidcOwnRole = since(FeastRelease("0.63"));
/// Roles of Kubernetes authorization may create subjectaccessreviews (in an API group without that resource).
inline constexpr Feature kAccessReviews = until(FeastRelease("0.65"));
/// The ClusterRole of Kubernetes authorization is labelled with the store that wrote it last.
inline constexpr Feature kClusterRoleOfStore = until(FeastRelease("0.65"));

// feature_store.yaml

/// audience and issuer are taken from an OIDC Secret.
inline constexpr Feature kOidcClaims = since(FeastRelease("0.66"));

}  // namespace feature

/// A field of Kubernetes' objects that older API servers do not have.
struct KubernetesFeature {
  std::string_view field;  ///< as messages name it
  KubernetesRelease
      known;  ///< the first whose API types have it; with earlier ones, kubectl refuses it as an unknown field
  KubernetesRelease on;  ///< the first whose server keeps it; earlier ones silently drop the field
};

/// Whether a server keeps the field of a feature.
constexpr bool has(KubernetesRelease release, const KubernetesFeature& feature) {
  return feature.on <= release;
}

namespace kubernetes_feature {

/// A variable can get its value from a file in a volume.
inline constexpr KubernetesFeature kFileKeyRef{"env[].valueFrom.fileKeyRef", KubernetesRelease("1.34"),
                                               KubernetesRelease("1.35")};
/// Variables may have any printable name, not only letters, digits, `_`, `-` and `.`.
inline constexpr KubernetesFeature kRelaxedEnvNames{"env[].name", kOldestKubernetes, KubernetesRelease("1.32")};
inline constexpr KubernetesFeature kImageVolume{"volumes[].image", KubernetesRelease("1.31"),
                                                KubernetesRelease("1.35")};
inline constexpr KubernetesFeature kTolerance{"behavior.*.tolerance", KubernetesRelease("1.33"),
                                              KubernetesRelease("1.35")};
inline constexpr KubernetesFeature kResourceClaims{"resourceClaims", kOldestKubernetes, KubernetesRelease("1.34")};
inline constexpr KubernetesFeature kContainerClaims{"resources.claims", kOldestKubernetes, KubernetesRelease("1.34")};
inline constexpr KubernetesFeature kSupplementalGroupsPolicy{"securityContext.supplementalGroupsPolicy",
                                                             KubernetesRelease("1.31"), KubernetesRelease("1.33")};
inline constexpr KubernetesFeature kSeLinuxChangePolicy{"securityContext.seLinuxChangePolicy",
                                                        KubernetesRelease("1.32"), KubernetesRelease("1.33")};
inline constexpr KubernetesFeature kAppArmorProfile{"securityContext.appArmorProfile", KubernetesRelease("1.30"),
                                                    KubernetesRelease("1.30")};
inline constexpr KubernetesFeature kRecursiveReadOnly{"volumeMounts[].recursiveReadOnly", KubernetesRelease("1.30"),
                                                      KubernetesRelease("1.31")};
inline constexpr KubernetesFeature kMatchLabelKeys{"matchLabelKeys", kOldestKubernetes, KubernetesRelease("1.31")};
inline constexpr KubernetesFeature kMismatchLabelKeys{"mismatchLabelKeys", kOldestKubernetes,
                                                      KubernetesRelease("1.31")};

}  // namespace kubernetes_feature

}  // namespace feastctl
