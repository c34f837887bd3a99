#include "catalog/rules.hpp"

namespace feastctl::catalog {

const Rule kScalingPersistence{
    .code = "FS301",
    .name = "scaling-needs-db-persistence",
    .sentence = "Horizontal scaling needs DB-backed persistence for all enabled services.",
    .why =
        "Each replica would have a file of its own, and they would answer differently; the API server refuses the "
        "FeatureStore. It counts as scaling when spec.replicas is above 1 or services.scaling.autoscaling is there. "
        "Source: a rule of the FeatureStore's CustomResourceDefinition, on spec.",
    .remedy =
        "Give the online store, the offline store (if there is one) and the registry a `store`; the registry may also "
        "be remote or a file on s3:// or gs://. Or stay with one replica.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 2
  services:
    onlineStore: {}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 2
  services:
    onlineStore:
      persistence:
        store: {type: postgres, secretRef: {name: feast-stores}}
    registry:
      local:
        persistence:
          store: {type: sql, secretRef: {name: feast-stores}}
)",
};

const Rule kScalingModes{
    .code = "FS302",
    .name = "one-scaling-mode",
    .sentence = "A number of replicas and an autoscaler exclude each other.",
    .why =
        "The autoscaler sets the replicas itself; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.",
    .remedy =
        "Keep services.scaling.autoscaling and drop the replicas, or the other way round; minReplicas is the least "
        "that the autoscaler keeps.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 3
  services:
    onlineStore:
      persistence:
        store: {type: postgres, secretRef: {name: feast-stores}}
    registry:
      local:
        persistence:
          store: {type: sql, secretRef: {name: feast-stores}}
    scaling:
      autoscaling: {maxReplicas: 4}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        store: {type: postgres, secretRef: {name: feast-stores}}
    registry:
      local:
        persistence:
          store: {type: sql, secretRef: {name: feast-stores}}
    scaling:
      autoscaling: {minReplicas: 3, maxReplicas: 4}
)",
};

const Rule kReplicasTwice{
    .code = "FS303",
    .name = "replicas-twice",
    .sentence = "The replicas are given twice, with different numbers.",
    .why =
        "services.scaling.replicas is how the first release of scaling spelt spec.replicas, so both say the same "
        "thing. Present operators refuse the first; with two numbers nobody knows which one is meant. Source: the "
        "announcement of horizontal scaling and the present CustomResourceDefinition.",
    .remedy = "Keep spec.replicas and drop services.scaling.replicas.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 2
  services:
    onlineStore:
      persistence:
        store: {type: postgres, secretRef: {name: feast-stores}}
    registry:
      local:
        persistence:
          store: {type: sql, secretRef: {name: feast-stores}}
    scaling:
      replicas: 3
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  replicas: 3
  services:
    onlineStore:
      persistence:
        store: {type: postgres, secretRef: {name: feast-stores}}
    registry:
      local:
        persistence:
          store: {type: sql, secretRef: {name: feast-stores}}
)",
};

std::span<const Rule* const> cross_field_rules() {
  static constexpr const Rule* kRules[] = {&kScalingPersistence,
                                           &kScalingModes,
                                           &kReplicasTwice,
                                           &kAuthorizationChoice,
                                           &kProjectChoice,
                                           &kPersistenceChoice,
                                           &kClaimChoice,
                                           &kRegistryChoice,
                                           &kRemoteRegistryChoice,
                                           &kDisruptionBudgetChoice,
                                           &kGitPath,
                                           &kPackagedPath,
                                           &kClaimMountPath,
                                           &kFilePathRelative,
                                           &kFilePathAbsolute,
                                           &kOnlineBucket,
                                           &kRegistryBucketOnClaim,
                                           &kS3SettingsElsewhere,
                                           &kRegistryProtocols,
                                           &kMcpNeedsRest,
                                           &kTlsSecret,
                                           &kMlflowExtraConfig};
  return kRules;
}

}  // namespace feastctl::catalog
