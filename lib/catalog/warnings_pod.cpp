#include "catalog/warnings.hpp"

namespace feastctl::catalog {

const Rule kDeprecatedNodeLabel{
    .code = "FS630",
    .name = "deprecated-node-label",
    .severity = Severity::kWarning,
    .sentence = "A node is chosen by a deprecated label.",
    .why =
        "New nodes may not carry it any more, and then no node matches. Source: a warning of the Kubernetes API "
        "server.",
    .remedy = "Write the label that replaces it.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    nodeSelector: {beta.kubernetes.io/arch: amd64}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    nodeSelector: {kubernetes.io/arch: amd64}
)",
};

const Rule kSelectorMissing{
    .code = "FS631",
    .name = "selector-missing",
    .severity = Severity::kWarning,
    .sentence = "A constraint on pods has no selector, so it holds for none.",
    .why =
        "An absent labelSelector matches no pod, and the constraint does nothing. Source: a warning of the Kubernetes "
        "API server.",
    .remedy = "Write a labelSelector, for example matchLabels with feast.dev/name.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: ScheduleAnyway
        labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
};

const Rule kDeprecatedAnnotation{
    .code = "FS632",
    .name = "deprecated-annotation",
    .severity = Severity::kWarning,
    .sentence = "An annotation has a field that replaced it.",
    .why = "Present Kubernetes ignores it, or will soon. Source: a warning of the Kubernetes API server.",
    .remedy = "Set the field instead.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    podAnnotations: {scheduler.alpha.kubernetes.io/critical-pod: ""}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
)",
};

const Rule kEnvHidden{
    .code = "FS636",
    .name = "environment-variable-hidden",
    .severity = Severity::kWarning,
    .sentence = "An environment variable is set twice; the later one hides the earlier one.",
    .why =
        "The earlier value is never seen, and a later `kubectl apply` may drop one of the two. Source: a warning of "
        "the Kubernetes API server.",
    .remedy = "Keep one of them.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services: {registry: {local: {server: {}}}}
  openlineage:
    enabled: true
    consumer:
      enabled: true
      connectionStringSecretRef: {name: lineage}
      lineageServer:
        server:
          env:
            - {name: MODE, value: fast}
            - {name: MODE, value: slow}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services: {registry: {local: {server: {}}}}
  openlineage:
    enabled: true
    consumer:
      enabled: true
      connectionStringSecretRef: {name: lineage}
      lineageServer:
        server:
          env:
            - {name: MODE, value: slow}
)",
};

const Rule kNodeAffinityValue{
    .code = "FS637",
    .name = "node-affinity-value",
    .severity = Severity::kWarning,
    .sentence = "A node affinity looks for a value that no label can have.",
    .why =
        "No node matches it; as it is only preferred, the pods run, but anywhere. Source: a warning of the Kubernetes "
        "API server.",
    .remedy = "Write the value of a label of your nodes.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    affinity:
      nodeAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 1
            preference:
              matchExpressions: [{key: disk, operator: In, values: ["fast disk"]}]
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    affinity:
      nodeAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 1
            preference:
              matchExpressions: [{key: disk, operator: In, values: [fast-disk]}]
)",
};

const Rule kIndexedJobTooBig{
    .code = "FS639",
    .name = "indexed-job-too-big",
    .severity = Severity::kWarning,
    .sentence = "An indexed job is so big that Kubernetes may lose track of its indexes.",
    .why =
        "With more than 100,000 completions and more than 10,000 pods at once, the list of completed indexes may not "
        "fit into the job's status when many fail. Source: a warning of the Kubernetes API server.",
    .remedy = "Lower completions or parallelism.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  cronJob:
    jobSpec: {completionMode: Indexed, completions: 200000, parallelism: 20000}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  cronJob:
    jobSpec: {completionMode: Indexed, completions: 200000, parallelism: 10000}
)",
};

const Rule kTolerationTwice{
    .code = "FS640",
    .name = "toleration-twice",
    .severity = Severity::kNote,
    .sentence = "The same toleration is given twice.",
    .why =
        "It is legal and changes nothing; often one of the two was to have another key or effect. Source: Kubernetes "
        "on tolerations.",
    .remedy = "Drop one of the two.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    tolerations:
      - {key: gpu, operator: Exists}
      - {key: gpu, operator: Exists}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: demo
  services:
    tolerations:
      - {key: gpu, operator: Exists}
)",
};

}  // namespace feastctl::catalog
