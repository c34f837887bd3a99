#include "catalog/warnings.hpp"

namespace feastctl::catalog {

const Rule kRecreateWhileScaling{
    .code = "FS603",
    .name = "recreate-while-scaling",
    .severity = Severity::kWarning,
    .sentence = "The strategy Recreate stops all replicas at each change.",
    .why =
        "The operator would choose RollingUpdate for a store that scales, and the strategy of the FeatureStore "
        "overrides it: every update is an outage, however many replicas there are. Source: the operator, and "
        "Kubernetes on Deployments.",
    .remedy = "Drop services.deploymentStrategy, or set its type to RollingUpdate.",
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
    deploymentStrategy: {type: Recreate}
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

const Rule kExternalAutoscalerOnFiles{
    .code = "FS604",
    .name = "external-autoscaler-on-files",
    .severity = Severity::kWarning,
    .sentence = "An autoscaler outside the FeatureStore scales a store that keeps files.",
    .why =
        "The API server checks the persistence of a store that scales by its own fields only. Here something else sets "
        "the replicas, so nobody keeps several pods from each working on a file of its own. Source: the rules on "
        "scaling in the CustomResourceDefinition.",
    .remedy = "Give every enabled service a database (persistence.store), as for scaling by the FeatureStore itself.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    deploymentStrategy: {type: RollingUpdate}
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
    deploymentStrategy: {type: RollingUpdate}
)",
    .args = "--external-autoscaler",
};

const Rule kBudgetWithoutScaling{
    .code = "FS608",
    .name = "disruption-budget-without-scaling",
    .severity = Severity::kWarning,
    .sentence = "A disruption budget of a store that does not scale has no effect.",
    .why =
        "The operator makes a PodDisruptionBudget only for a store with several replicas or an autoscaler. Source: the "
        "operator.",
    .remedy = "Drop services.podDisruptionBudgets, or set spec.replicas above 1.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podDisruptionBudgets: {maxUnavailable: 1}
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
    podDisruptionBudgets: {maxUnavailable: 1}
)",
};

const Rule kBudgetBlocks{
    .code = "FS609",
    .name = "disruption-budget-blocks",
    .severity = Severity::kWarning,
    .sentence = "A disruption budget allows no disruption at all.",
    .why =
        "No pod may be evicted, so draining a node for an upgrade waits for ever. Source: Kubernetes on "
        "PodDisruptionBudgets.",
    .remedy = "Set maxUnavailable: 1, or a minAvailable below the number of replicas.",
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
    podDisruptionBudgets: {minAvailable: 2}
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
    podDisruptionBudgets: {minAvailable: 1}
)",
};

const Rule kAutoscalerWithoutRequest{
    .code = "FS620",
    .name = "autoscaler-without-request",
    .severity = Severity::kWarning,
    .sentence = "An autoscaler measures the utilization of a resource that a container does not request.",
    .why =
        "Utilization is a percentage of the request. Where a container of the pod has none, the autoscaler shows "
        "<unknown> and never scales, on any cluster. Source: Kubernetes on the HorizontalPodAutoscaler.",
    .remedy = "Give every server of the store resources.requests with that resource, or measure an AverageValue.",
    .wrong = R"(apiVersion: feast.dev/v1
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
      server:
        resources:
          requests: {cpu: 500m}
    registry:
      local:
        persistence:
          store: {type: sql, secretRef: {name: feast-stores}}
    scaling:
      autoscaling: {maxReplicas: 4}
)",
};

std::span<const Rule* const> warning_rules() {
  static constexpr const Rule* kRules[] = {&kEarlierReplicas,
                                           &kDeprecatedVersion,
                                           &kEphemeralData,
                                           &kRecreateWhileScaling,
                                           &kExternalAutoscalerOnFiles,
                                           &kServedRegistryFile,
                                           &kDefaultAuthorization,
                                           &kNoAuthFalse,
                                           &kBudgetWithoutScaling,
                                           &kBudgetBlocks,
                                           &kAutoscalerWithoutRequest,
                                           &kDeprecatedNodeLabel,
                                           &kSelectorMissing,
                                           &kDeprecatedAnnotation,
                                           &kDeprecatedVolume,
                                           &kVolumePathsOverlap,
                                           &kFractionalBytes,
                                           &kEnvHidden,
                                           &kNodeAffinityValue,
                                           &kProjectionEmpty,
                                           &kIndexedJobTooBig,
                                           &kTolerationTwice,
                                           &kProjectionDropped};
  return kRules;
}

}  // namespace feastctl::catalog
