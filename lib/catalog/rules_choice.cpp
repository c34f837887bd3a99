#include "catalog/rules.hpp"

namespace feastctl::catalog {

const Rule kAuthorizationChoice{
    .code = "FS310",
    .name = "authorization-choice",
    .sentence = "authz chooses no method, or more than one.",
    .why =
        "The operator configures one method of authorization; the API server refuses the FeatureStore. Source: a rule "
        "of the FeatureStore's CustomResourceDefinition, on spec.authz.",
    .remedy = "Write exactly one of kubernetes, oidc and noAuth below authz; without authz it is kubernetes.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  authz:
    kubernetes: {}
    noAuth: true
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  authz:
    noAuth: true
)",
};

const Rule kProjectChoice{
    .code = "FS311",
    .name = "project-choice",
    .sentence = "feastProjectDir chooses no source, or more than one.",
    .why =
        "The feature repository comes from one place; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.feastProjectDir.",
    .remedy = "Write exactly one of init, git and packaged below feastProjectDir; without feastProjectDir it is init.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  feastProjectDir:
    init: {}
    git: {url: https://example.com/features.git}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  feastProjectDir:
    git: {url: https://example.com/features.git}
)",
};

const Rule kPersistenceChoice{
    .code = "FS312",
    .name = "persistence-choice",
    .sentence = "A persistence chooses neither a file nor a store, or both.",
    .why =
        "Data goes to a file or to a database; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on each persistence.",
    .remedy = "Write exactly one of file and store below persistence; without persistence it is a file.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence: {}
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
        file: {path: /data/online.db}
)",
};

const Rule kClaimChoice{
    .code = "FS313",
    .name = "volume-claim-choice",
    .sentence = "A pvc names neither an existing claim nor one to create, or both.",
    .why =
        "A volume has one claim; the API server refuses the FeatureStore. Source: a rule of the FeatureStore's "
        "CustomResourceDefinition, on each pvc.",
    .remedy = "Write exactly one of ref (an existing PersistentVolumeClaim) and create.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    onlineStore:
      persistence:
        file:
          path: online.db
          pvc: {mountPath: /data}
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
        file:
          path: online.db
          pvc: {mountPath: /data, create: {}}
)",
};

const Rule kRegistryChoice{
    .code = "FS314",
    .name = "registry-choice",
    .sentence = "The registry is neither local nor remote, or both.",
    .why =
        "A FeatureStore has one registry; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.services.registry.",
    .remedy = "Write exactly one of local and remote below registry.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local: {}
      remote: {hostname: "registry.example.com:80"}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      remote: {hostname: "registry.example.com:80"}
)",
};

const Rule kRemoteRegistryChoice{
    .code = "FS315",
    .name = "remote-registry-choice",
    .sentence = "A remote registry has no address, or two.",
    .why =
        "The registry is found by one address; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.services.registry.remote.",
    .remedy = "Write exactly one of hostname (host:port) and feastRef (another FeatureStore).",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      remote: {}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      remote: {hostname: "registry.example.com:80"}
)",
};

const Rule kDisruptionBudgetChoice{
    .code = "FS316",
    .name = "disruption-budget-choice",
    .sentence = "A disruption budget has no bound, or two.",
    .why =
        "A PodDisruptionBudget has one bound; the API server refuses the FeatureStore. Source: a rule of the "
        "FeatureStore's CustomResourceDefinition, on spec.services.podDisruptionBudgets.",
    .remedy = "Write exactly one of minAvailable and maxUnavailable.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podDisruptionBudgets: {minAvailable: 1, maxUnavailable: 1}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podDisruptionBudgets: {maxUnavailable: 1}
)",
};

}  // namespace feastctl::catalog
