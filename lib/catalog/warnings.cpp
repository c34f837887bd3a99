#include "catalog/warnings.hpp"

namespace feastctl::catalog {

const Rule kEarlierReplicas{
    .code = "FS600",
    .name = "earlier-replicas-spelling",
    .severity = Severity::kWarning,
    .sentence = "services.scaling.replicas is an earlier spelling of spec.replicas.",
    .why =
        "The first release of horizontal scaling spelt it so, and its announcement still does. feastctl takes it as "
        "spec.replicas; present operators do not know the field, and the API server refuses the FeatureStore under "
        "strict validation. Source: the present CustomResourceDefinition.",
    .remedy = "Write spec.replicas; `feastctl convert` does it.",
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
      replicas: 2
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

const Rule kDeprecatedVersion{
    .code = "FS601",
    .name = "deprecated-version",
    .severity = Severity::kWarning,
    .sentence = "feast.dev/v1alpha1 is deprecated.",
    .why =
        "The API server still takes it and warns; a coming release of the operator drops it. Source: the "
        "CustomResourceDefinition marks the version so.",
    .remedy = "Write apiVersion: feast.dev/v1; the fields mean the same. `feastctl convert` does it.",
    .wrong = R"(apiVersion: feast.dev/v1alpha1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
)",
};

const Rule kEphemeralData{
    .code = "FS602",
    .name = "ephemeral-data",
    .severity = Severity::kNote,
    .sentence = "Data lies in the pod and is gone with it.",
    .why =
        "Without a pvc the operator gives the pod an emptyDir. It is fine to try things out, but a restart on another "
        "node, an update or an eviction begins with nothing. Source: the operator, and Kubernetes on emptyDir.",
    .remedy = "Add persistence.file.pvc with `create: {}`, or keep the data in a database (persistence.store).",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
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
)",
};

const Rule kServedRegistryFile{
    .code = "FS605",
    .name = "served-registry-file",
    .severity = Severity::kNote,
    .sentence = "A registry that others use is one file.",
    .why =
        "Every change writes the whole file anew: of two changes at once, one is lost, and no second pod can serve it. "
        "Source: Feast on the file registry.",
    .remedy = "Keep the registry in a database: registry.local.persistence.store with type sql.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        server: {}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    registry:
      local:
        persistence:
          store: {type: sql, secretRef: {name: feast-stores}}
        server: {}
)",
};

const Rule kDefaultAuthorization{
    .code = "FS606",
    .name = "default-authorization",
    .severity = Severity::kNote,
    .sentence = "Without authz the servers ask for Kubernetes tokens.",
    .why =
        "In Feast itself no auth section means no authorization; the operator fills in `kubernetes: {}`. Clients need "
        "a token, and permissions in the feature repository decide what each may do. Source: the operator.",
    .remedy = "Say what is meant: authz: {kubernetes: {}}, {oidc: …} or {noAuth: true}.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  authz:
    kubernetes: {}
)",
};

const Rule kNoAuthFalse{
    .code = "FS607",
    .name = "no-auth-false",
    .severity = Severity::kWarning,
    .sentence = "noAuth: false alone chooses no working method.",
    .why =
        "It counts as the choice of a method, so no other can stand beside it. The operator then tells the servers to "
        "authorize by Kubernetes, but makes none of the roles that this needs. Source: the operator.",
    .remedy = "Write `kubernetes: {}` for authorization by Kubernetes, or `noAuth: true` for none.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  authz:
    noAuth: false
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

}  // namespace feastctl::catalog
