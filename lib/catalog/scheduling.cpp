#include "catalog/scheduling.hpp"

namespace feastctl::catalog {

const Rule kSelectorExpression = {
    .code = "FS560",
    .name = "selector-expression",
    .sentence =
        "An expression of a label selector has an operator that does not exist, or values that its operator "
        "does not go with.",
    .why =
        "The API server refuses the object that holds the selector. In and NotIn compare with values, "
        "Exists and DoesNotExist look at the key alone. Source: Kubernetes 1.35, validation of meta/v1 "
        "LabelSelector.",
    .remedy = "Use In or NotIn with at least one value, or Exists or DoesNotExist with none.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchExpressions:
            - {key: app, operator: In}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchExpressions:
            - {key: app, operator: In, values: [feast]}
)",
};

const Rule kSelectorLabel = {
    .code = "FS561",
    .name = "selector-label",
    .sentence = "A label selector names a label key or value that no object can have.",
    .why =
        "The API server refuses the object that holds the selector. Source: Kubernetes 1.35, validation of "
        "label keys and values.",
    .remedy =
        "A key is a name of at most 63 letters, digits, \"-\", \"_\" and \".\", with an optional DNS prefix "
        "before \"/\"; a value is such a name, or empty.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchLabels: {app: "my store"}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchLabels: {app: my-store}
)",
};

const Rule kNodeSelectorLabel = {
    .code = "FS562",
    .name = "node-selector-label",
    .sentence = "A nodeSelector names a label key or value that no node can have.",
    .why =
        "The API server refuses the Deployment. Source: Kubernetes 1.35, validation of a pod's "
        "nodeSelector.",
    .remedy = "Copy key and value from kubectl get nodes --show-labels.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    nodeSelector: {"disk type": ssd}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    nodeSelector: {disk-type: ssd}
)",
};

const Rule kNodeAffinityTerm = {
    .code = "FS563",
    .name = "node-affinity-term",
    .sentence =
        "A term of nodeAffinity is empty, has an unknown operator, or values that the operator does not go "
        "with.",
    .why =
        "The API server refuses the Deployment. matchExpressions knows In, NotIn, Exists, DoesNotExist, Gt "
        "and Lt; matchFields only metadata.name with In or NotIn and one value. Source: Kubernetes 1.35, "
        "validation of node selectors.",
    .remedy = "Give In and NotIn values, Gt and Lt exactly one, Exists and DoesNotExist none.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    affinity:
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms:
            - matchExpressions:
                - {key: kubernetes.io/arch, operator: Equal, values: [amd64]}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    affinity:
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms:
            - matchExpressions:
                - {key: kubernetes.io/arch, operator: In, values: [amd64]}
)",
};

const Rule kAffinityWeight = {
    .code = "FS564",
    .name = "affinity-weight",
    .sentence = "The weight of a preferred affinity term is not between 1 and 100.",
    .why = "The API server refuses the Deployment. Source: Kubernetes 1.35, validation of affinity.",
    .remedy = "Write a weight from 1 to 100; it counts against the other preferred terms only.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    affinity:
      podAntiAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 101
            podAffinityTerm:
              topologyKey: kubernetes.io/hostname
              labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    affinity:
      podAntiAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 100
            podAffinityTerm:
              topologyKey: kubernetes.io/hostname
              labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
};

const Rule kPodAffinityTerm = {
    .code = "FS565",
    .name = "pod-affinity-term",
    .sentence =
        "A term of podAffinity or podAntiAffinity has no topologyKey, or a topologyKey or namespace that "
        "cannot exist.",
    .why = "The API server refuses the Deployment. Source: Kubernetes 1.35, validation of affinity.",
    .remedy =
        "Write the node label that makes up a place, such as kubernetes.io/hostname or "
        "topology.kubernetes.io/zone, and names of namespaces.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    affinity:
      podAntiAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          - topologyKey: ""
            labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    affinity:
      podAntiAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          - topologyKey: kubernetes.io/hostname
            labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
};

const Rule kMatchLabelKeys = {
    .code = "FS566",
    .name = "match-label-keys",
    .sentence =
        "matchLabelKeys or mismatchLabelKeys stands without a labelSelector, repeats a key of it, or holds "
        "no label key.",
    .why =
        "The API server refuses the Deployment: the keys narrow the labelSelector beside them. Source: "
        "Kubernetes 1.35, validation of affinity and topology spread constraints.",
    .remedy = "Add the labelSelector that the keys narrow, and name each key in one of the lists only.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        matchLabelKeys: [pod-template-hash]
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector: {matchLabels: {feast.dev/name: sample}}
        matchLabelKeys: [pod-template-hash]
)",
};

const Rule kTolerationOperator = {
    .code = "FS567",
    .name = "toleration-operator",
    .sentence = "The key, operator and value of a toleration do not go together.",
    .why =
        "The API server refuses the Deployment. Equal, the default, compares key and value; Exists takes no "
        "value; no key means every taint, which only Exists can say. Lt and Gt are off by default in 1.35. "
        "Source: Kubernetes 1.35, validation of tolerations.",
    .remedy = "Write a key with a value, a key with operator Exists and no value, or only operator: Exists.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    tolerations:
      - {effect: NoSchedule, value: feast}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    tolerations:
      - {key: dedicated, effect: NoSchedule, value: feast}
)",
};

const Rule kTolerationEffect = {
    .code = "FS568",
    .name = "toleration-effect",
    .sentence =
        "The effect of a toleration is unknown, or tolerationSeconds stands with another effect than "
        "NoExecute.",
    .why =
        "The API server refuses the Deployment: only NoExecute evicts running pods, so only there a delay "
        "means something. Source: Kubernetes 1.35, validation of tolerations.",
    .remedy = "Write effect: NoExecute with tolerationSeconds, or leave tolerationSeconds out.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    tolerations:
      - {key: dedicated, operator: Exists, effect: NoSchedule, tolerationSeconds: 60}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    tolerations:
      - {key: dedicated, operator: Exists, effect: NoExecute, tolerationSeconds: 60}
)",
};

const Rule kTopologySpread = {
    .code = "FS569",
    .name = "topology-spread",
    .sentence = "A topology spread constraint has a number, word or combination that Kubernetes refuses.",
    .why =
        "The API server refuses the Deployment. maxSkew and minDomains are 1 or more, minDomains only goes "
        "with DoNotSchedule, whenUnsatisfiable is DoNotSchedule or ScheduleAnyway and the policies are "
        "Honor or Ignore. Source: Kubernetes 1.35, validation of topology spread constraints.",
    .remedy = "Set maxSkew to 1 or more, name a topologyKey, and drop minDomains with ScheduleAnyway.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 0
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: DoNotSchedule
        labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: DoNotSchedule
        labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
};

const Rule kTopologySpreadTwice = {
    .code = "FS570",
    .name = "topology-spread-twice",
    .sentence = "Two topology spread constraints have the same topologyKey and the same whenUnsatisfiable.",
    .why =
        "The API server refuses the Deployment: the pair is the constraint's identity. Source: Kubernetes "
        "1.35, validation of topology spread constraints.",
    .remedy = "Merge the two, or give them different topology keys.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector: {matchLabels: {feast.dev/name: sample}}
      - maxSkew: 2
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector: {matchLabels: {feast.dev/name: sample}}
      - maxSkew: 2
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: ScheduleAnyway
        labelSelector: {matchLabels: {feast.dev/name: sample}}
)",
};

const Rule kPodResourceClaim = {
    .code = "FS571",
    .name = "pod-resource-claim",
    .sentence =
        "A resource claim of the pod has a bad name, or does not name exactly one of a ResourceClaim and a "
        "ResourceClaimTemplate.",
    .why =
        "The API server refuses the Deployment. Source: Kubernetes 1.35, validation of a pod's "
        "resourceClaims.",
    .remedy =
        "Write resourceClaimName for a claim that exists, or resourceClaimTemplateName to get a new one for "
        "each pod.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    resourceClaims:
      - name: gpu
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    resourceClaims:
      - name: gpu
        resourceClaimTemplateName: one-gpu
)",
};

const Rule kPodSecurityContext = {
    .code = "FS572",
    .name = "pod-security-context",
    .sentence = "The pod's securityContext has an id, group, policy or kernel setting that Kubernetes refuses.",
    .why =
        "The API server refuses the Deployment. User and group ids lie between 0 and 2147483647; policies "
        "and sysctl names have fixed forms. Source: Kubernetes 1.35, validation of a pod's security "
        "context.",
    .remedy =
        "Write an id that is not negative, a policy that Kubernetes knows, and each sysctl once by its name "
        "in lower case.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    securityContext: {runAsUser: -1}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    securityContext: {runAsUser: 1001}
)",
};

const Rule kPodSecurityProfile = {
    .code = "FS573",
    .name = "pod-security-profile",
    .sentence = "A seccomp, AppArmor or Windows setting of the pod's securityContext does not fit together.",
    .why =
        "The API server refuses the Deployment. localhostProfile belongs to type Localhost and to no other; "
        "a Windows host process needs the host's network, which no FeatureStore can ask for. Source: "
        "Kubernetes 1.35, validation of a pod's security context.",
    .remedy = "Use type RuntimeDefault, or type Localhost with the localhostProfile that the nodes have.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    securityContext: {seccompProfile: {type: Localhost}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/feast.json}}
)",
};

const Rule kProfileAnnotation = {
    .code = "FS574",
    .name = "profile-annotation",
    .sentence = "An old seccomp or AppArmor annotation says something else than the securityContext.",
    .why =
        "The API server refuses the Deployment: where both are given they must agree. Source: Kubernetes "
        "1.35, validation of pod templates.",
    .remedy = "Drop the annotation; seccompProfile and appArmorProfile of the securityContext took its place.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    podAnnotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}
    securityContext: {seccompProfile: {type: RuntimeDefault}}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    securityContext: {seccompProfile: {type: RuntimeDefault}}
)",
};

std::span<const Rule* const> scheduling_rules() {
  static constexpr const Rule* kRules[] = {
      &kSelectorExpression,  &kSelectorLabel,    &kNodeSelectorLabel,  &kNodeAffinityTerm,   &kAffinityWeight,
      &kPodAffinityTerm,     &kMatchLabelKeys,   &kTolerationOperator, &kTolerationEffect,   &kTopologySpread,
      &kTopologySpreadTwice, &kPodResourceClaim, &kPodSecurityContext, &kPodSecurityProfile, &kProfileAnnotation};
  return kRules;
}

}  // namespace feastctl::catalog
