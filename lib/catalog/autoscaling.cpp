#include "catalog/autoscaling.hpp"

#include <array>

namespace feastctl::catalog {

// The store that the examples complete: it may be scaled, and what follows belongs to services.
#define SCALABLE_STORE                  \
  "apiVersion: v1\n"                    \
  "kind: Secret\n"                      \
  "metadata:\n"                         \
  "  name: stores\n"                    \
  "stringData:\n"                       \
  "  redis: |\n"                        \
  "    connection_string: redis:6379\n" \
  "---\n"                               \
  "apiVersion: feast.dev/v1\n"          \
  "kind: FeatureStore\n"                \
  "metadata:\n"                         \
  "  name: sample\n"                    \
  "spec:\n"                             \
  "  feastProject: my_project\n"        \
  "  services:\n"                       \
  "    onlineStore:\n"                  \
  "      persistence:\n"                \
  "        store:\n"                    \
  "          type: redis\n"             \
  "          secretRef:\n"              \
  "            name: stores\n"          \
  "      server:\n"                     \
  "        resources:\n"                \
  "          requests:\n"               \
  "            cpu: 500m\n"             \
  "    registry:\n"                     \
  "      remote:\n"                     \
  "        hostname: registry.example.com:80\n"

const Rule kAutoscalerBounds = {
    .code = "FS545",
    .name = "autoscaler-bounds",
    .sentence = "The least number of replicas of an autoscaler is more than the most.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. minReplicas is 1 where it "
        "is left out. Source: Kubernetes 1.35, pkg/apis/autoscaling/validation.",
    .remedy = "Set maxReplicas to minReplicas or more.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        minReplicas: 5
        maxReplicas: 3
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        minReplicas: 3
        maxReplicas: 5
)",
};

const Rule kAutoscalerMetricType = {
    .code = "FS546",
    .name = "autoscaler-metric-type",
    .sentence = "A metric of an autoscaler has no type, or one that does not exist.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. Source: Kubernetes 1.35, "
        "pkg/apis/autoscaling/validation.",
    .remedy =
        "Use Resource for cpu and memory, ContainerResource for those of one container, or Pods, Object or External.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Cpu
            resource:
              name: cpu
              target: {type: Utilization, averageUtilization: 70}
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Resource
            resource:
              name: cpu
              target: {type: Utilization, averageUtilization: 70}
)",
};

const Rule kAutoscalerMetricSource = {
    .code = "FS547",
    .name = "autoscaler-metric-source",
    .sentence = "A metric of an autoscaler lacks the source that its type names, or has others beside it.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. Each type goes with the "
        "field of its name: Resource with resource, External with external. Source: Kubernetes 1.35, "
        "pkg/apis/autoscaling/validation.",
    .remedy = "Give the metric the one source that its type names.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Resource
            pods:
              metric: {name: requests_per_second}
              target: {type: AverageValue, averageValue: 100}
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Pods
            pods:
              metric: {name: requests_per_second}
              target: {type: AverageValue, averageValue: 100}
)",
};

const Rule kAutoscalerMetricName = {
    .code = "FS548",
    .name = "autoscaler-metric-name",
    .sentence = "The name of a metric, resource, container or object of an autoscaler cannot be.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. Names of metrics and "
        "objects become parts of a URL; containers ask for cpu, memory and a few other resources. Source: Kubernetes "
        "1.35, pkg/apis/autoscaling/validation.",
    .remedy = "Write the name as the metrics API has it, without / and %.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Pods
            pods:
              metric: {name: requests/second}
              target: {type: AverageValue, averageValue: 100}
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Pods
            pods:
              metric: {name: requests_per_second}
              target: {type: AverageValue, averageValue: 100}
)",
};

const Rule kAutoscalerTargetType = {
    .code = "FS549",
    .name = "autoscaler-target-type",
    .sentence = "The target of a metric has a type that does not exist.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. Source: Kubernetes 1.35, "
        "pkg/apis/autoscaling/validation.",
    .remedy = "Use Utilization (percent of the requests), AverageValue (an amount for each pod) or Value.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Resource
            resource:
              name: cpu
              target: {type: Average, averageUtilization: 70}
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Resource
            resource:
              name: cpu
              target: {type: Utilization, averageUtilization: 70}
)",
};

const Rule kAutoscalerTargetValue = {
    .code = "FS550",
    .name = "autoscaler-target-value",
    .sentence = "The target of a metric has no value, two of them, or one that is not positive.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. A resource needs "
        "averageUtilization or averageValue, pods need averageValue, objects and external metrics need value or "
        "averageValue. Source: Kubernetes 1.35, pkg/apis/autoscaling/validation.",
    .remedy = "Give the target the one value that goes with its type.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Resource
            resource:
              name: memory
              target: {type: Utilization, value: 70}
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        metrics:
          - type: Resource
            resource:
              name: memory
              target: {type: AverageValue, averageValue: 700Mi}
)",
};

const Rule kAutoscalerPolicy = {
    .code = "FS551",
    .name = "autoscaler-policy",
    .sentence = "A scaling policy has a type that does not exist, or a value or period outside its bounds.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. Source: Kubernetes 1.35, "
        "pkg/apis/autoscaling/validation.",
    .remedy = "A policy has type Pods or Percent, a value of 1 or more, and periodSeconds of 1 to 1800.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        behavior:
          scaleUp:
            policies:
              - {type: Pods, value: 2, periodSeconds: 3600}
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        behavior:
          scaleUp:
            policies:
              - {type: Pods, value: 2, periodSeconds: 60}
)",
};

const Rule kAutoscalerBehavior = {
    .code = "FS552",
    .name = "autoscaler-behavior",
    .sentence = "The behavior of an autoscaler has a value outside its bounds.",
    .why =
        "The API server refuses the HorizontalPodAutoscaler, so the store is never scaled. Source: Kubernetes 1.35, "
        "pkg/apis/autoscaling/validation.",
    .remedy =
        "stabilizationWindowSeconds lies between 0 and 3600, selectPolicy is Max, Min or Disabled, tolerance is not "
        "negative.",
    .wrong = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        behavior:
          scaleDown:
            stabilizationWindowSeconds: 7200
)",
    .right = SCALABLE_STORE R"(    scaling:
      autoscaling:
        maxReplicas: 5
        behavior:
          scaleDown:
            stabilizationWindowSeconds: 600
)",
};

const Rule kDisruptionBudgetValue = {
    .code = "FS553",
    .name = "disruption-budget-value",
    .sentence = "A disruption budget is neither a number of pods nor a percentage up to 100%.",
    .why =
        "The API server refuses the PodDisruptionBudget. A number in quotes is a text, and a text must be a "
        "percentage. Source: Kubernetes 1.35, pkg/apis/policy/validation.",
    .remedy = "Write a whole number without quotes, or a percentage such as 50%.",
    .wrong = SCALABLE_STORE R"(    podDisruptionBudgets:
      minAvailable: "1"
    scaling:
      autoscaling:
        maxReplicas: 3
)",
    .right = SCALABLE_STORE R"(    podDisruptionBudgets:
      minAvailable: 1
    scaling:
      autoscaling:
        maxReplicas: 3
)",
};

#undef SCALABLE_STORE

std::span<const Rule* const> autoscaling_rules() {
  static constexpr std::array kRules = {
      &kAutoscalerBounds,     &kAutoscalerMetricType, &kAutoscalerMetricSource,
      &kAutoscalerMetricName, &kAutoscalerTargetType, &kAutoscalerTargetValue,
      &kAutoscalerPolicy,     &kAutoscalerBehavior,   &kDisruptionBudgetValue,
  };
  return kRules;
}

}  // namespace feastctl::catalog
