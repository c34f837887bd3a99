/// Defaults of objects. Sources: Kubernetes 1.35, pkg/apis/{apps,autoscaling,batch,core,networking,policy,rbac}/v*/
/// defaults.go and the omitempty tags of k8s.io/api; pkg/registry/core/service (allocation of addresses and node
/// ports); OpenShift's route API (defaults of the router); the CustomResourceDefinition of ServiceMonitors.
#include "diff/live/defaults.hpp"

#include <unordered_map>
#include <vector>

namespace feastctl::diff {

namespace {

using enum Default;

constexpr DefaultRow kObjectRows[] = {
    {"ConfigMap", "immutable", kUnset},
    {"ConfigMap", "data", kIs, kDataType},
    {"ConfigMap", "binaryData", kEach, kBase64Type},

    {"Secret", "immutable", kUnset},
    {"Secret", "data", kEach, kBase64Type},
    {"Secret", "type", kValue, "Opaque"},

    // Tokens and pull secrets of Kubernetes before 1.24 and of OpenShift.
    {"ServiceAccount", "secrets", kChosen},
    {"ServiceAccount", "secrets", kItems, "ObjectReference", "name"},
    {"ServiceAccount", "imagePullSecrets", kItems, "LocalObjectReference", "name"},
    {"ServiceAccount", "automountServiceAccountToken", kStated},

    {"rbac.authorization.k8s.io/RoleBinding", "roleRef", kIs, "RoleRef"},
    {"rbac.authorization.k8s.io/RoleBinding", "subjects", kItems, "Subject"},
    {"rbac.authorization.k8s.io/ClusterRoleBinding", "roleRef", kIs, "RoleRef"},
    {"rbac.authorization.k8s.io/ClusterRoleBinding", "subjects", kItems, "Subject"},
    {"rbac.authorization.k8s.io/Role", "rules", kItems, "PolicyRule"},
    {"rbac.authorization.k8s.io/ClusterRole", "rules", kItems, "PolicyRule"},
    {"RoleRef", "apiGroup", kValue, "rbac.authorization.k8s.io"},
    {"Subject", "apiGroup", kValue, "rbac.authorization.k8s.io"},  // of users and groups; accounts have none

    {"Service", "spec", kIs, "ServiceSpec"},
    {"ServiceSpec", "externalIPs", kUnset},
    {"ServiceSpec", "loadBalancerIP", kUnset},
    {"ServiceSpec", "loadBalancerSourceRanges", kUnset},
    {"ServiceSpec", "publishNotReadyAddresses", kUnset},
    {"ServiceSpec", "trafficDistribution", kUnset},
    {"ServiceSpec", "type", kValue, "ClusterIP"},
    {"ServiceSpec", "sessionAffinity", kValue, "None"},
    {"ServiceSpec", "sessionAffinityConfig", kIs, "SessionAffinityConfig"},
    {"ServiceSpec", "sessionAffinityConfig", kFollows, "sessionAffinity"},
    {"SessionAffinityConfig", "clientIP", kIs, "ClientIPConfig"},
    {"ClientIPConfig", "timeoutSeconds", kValue, "10800"},
    {"ServiceSpec", "internalTrafficPolicy", kValue, "Cluster"},
    {"ServiceSpec", "externalTrafficPolicy", kValue, "Cluster"},
    {"ServiceSpec", "externalTrafficPolicy", kFollows, "type"},
    {"ServiceSpec", "allocateLoadBalancerNodePorts", kValue, "true"},
    {"ServiceSpec", "allocateLoadBalancerNodePorts", kFollows, "type"},
    {"ServiceSpec", "healthCheckNodePort", kChosen},
    {"ServiceSpec", "loadBalancerClass", kChosen},  // what a cloud's admission fills in
    {"ServiceSpec", "clusterIP", kChosen},
    {"ServiceSpec", "clusterIPs", kChosen},
    {"ServiceSpec", "ipFamilies", kChosen},
    {"ServiceSpec", "ipFamilyPolicy", kChosen},
    {"ServiceSpec", "selector", kIs, kTextsType},
    {"ServiceSpec", "ports", kItems, "ServicePort", "name|port+protocol"},
    {"ServicePort", "protocol", kValue, "TCP"},
    {"ServicePort", "targetPort", kLike, "port"},
    {"ServicePort", "nodePort", kChosen},

    {"PersistentVolumeClaim", "spec", kIs, "PersistentVolumeClaimSpec"},
    {"PersistentVolumeClaimSpec", "volumeMode", kValue, "Filesystem"},
    {"PersistentVolumeClaimSpec", "volumeName", kChosen},
    {"PersistentVolumeClaimSpec", "storageClassName", kChosen},
    {"PersistentVolumeClaimSpec", "storageClassName", kStated},  // the empty class is no class
    {"PersistentVolumeClaimSpec", "volumeAttributesClassName", kChosen},
    {"PersistentVolumeClaimSpec", "dataSource", kLike, "dataSourceRef"},  // each is filled in from the other
    {"PersistentVolumeClaimSpec", "dataSourceRef", kLike, "dataSource"},
    {"PersistentVolumeClaimSpec", "resources", kIs, "ResourceRequirements"},

    {"PersistentVolume", "spec", kIs, "PersistentVolumeSpec"},
    {"PersistentVolumeSpec", "persistentVolumeReclaimPolicy", kValue, "Retain"},
    {"PersistentVolumeSpec", "volumeMode", kValue, "Filesystem"},
    {"PersistentVolumeSpec", "claimRef", kChosen},
    {"PersistentVolumeSpec", "capacity", kEach, kQuantityType},

    {"Namespace", "spec", kIs, "NamespaceSpec"},
    {"NamespaceSpec", "finalizers", kValue, "[kubernetes]"},

    {"apps/Deployment", "spec", kIs, "DeploymentSpec"},
    {"DeploymentSpec", "minReadySeconds", kUnset},
    {"DeploymentSpec", "paused", kUnset},
    {"DeploymentSpec", "replicas", kValue, "1"},
    {"DeploymentSpec", "replicas", kStated},
    {"DeploymentSpec", "revisionHistoryLimit", kValue, "10"},
    {"DeploymentSpec", "revisionHistoryLimit", kStated},
    {"DeploymentSpec", "progressDeadlineSeconds", kValue, "600"},
    {"DeploymentSpec", "selector", kIs, "LabelSelector"},
    {"DeploymentSpec", "template", kIs, "PodTemplateSpec"},
    {"DeploymentSpec", "strategy", kIs, "DeploymentStrategy"},
    {"DeploymentStrategy", "type", kValue, "RollingUpdate"},
    {"DeploymentStrategy", "rollingUpdate", kIs, "RollingUpdateDeployment"},
    {"DeploymentStrategy", "rollingUpdate", kFollows, "type"},
    {"RollingUpdateDeployment", "maxSurge", kValue, "25%"},
    {"RollingUpdateDeployment", "maxSurge", kStated},
    {"RollingUpdateDeployment", "maxUnavailable", kValue, "25%"},
    {"RollingUpdateDeployment", "maxUnavailable", kStated},

    {"apps/StatefulSet", "spec", kIs, "StatefulSetSpec"},
    {"StatefulSetSpec", "replicas", kValue, "1"},
    {"StatefulSetSpec", "replicas", kStated},
    {"StatefulSetSpec", "revisionHistoryLimit", kValue, "10"},
    {"StatefulSetSpec", "revisionHistoryLimit", kStated},
    {"StatefulSetSpec", "podManagementPolicy", kValue, "OrderedReady"},
    {"StatefulSetSpec", "selector", kIs, "LabelSelector"},
    {"StatefulSetSpec", "template", kIs, "PodTemplateSpec"},
    {"StatefulSetSpec", "updateStrategy", kIs, "StatefulSetUpdateStrategy"},
    {"StatefulSetSpec", "persistentVolumeClaimRetentionPolicy", kIs, "ClaimRetentionPolicy"},
    {"StatefulSetSpec", "volumeClaimTemplates", kItems, "ClaimTemplate"},
    {"StatefulSetUpdateStrategy", "type", kValue, "RollingUpdate"},
    {"StatefulSetUpdateStrategy", "rollingUpdate", kIs, "RollingUpdateStatefulSet"},
    {"StatefulSetUpdateStrategy", "rollingUpdate", kFollows, "type"},
    {"RollingUpdateStatefulSet", "partition", kValue, "0"},
    {"RollingUpdateStatefulSet", "maxUnavailable", kValue, "1"},
    {"ClaimRetentionPolicy", "whenDeleted", kValue, "Retain"},
    {"ClaimRetentionPolicy", "whenScaled", kValue, "Retain"},
    {"ClaimTemplate", "apiVersion", kValue, "v1"},
    {"ClaimTemplate", "kind", kValue, "PersistentVolumeClaim"},
    {"ClaimTemplate", "metadata", kIs, "Metadata"},
    {"ClaimTemplate", "spec", kIs, "PersistentVolumeClaimSpec"},
    {"ClaimTemplate", "status", kChosen},

    {"apps/DaemonSet", "spec", kIs, "DaemonSetSpec"},
    {"DaemonSetSpec", "revisionHistoryLimit", kValue, "10"},
    {"DaemonSetSpec", "revisionHistoryLimit", kStated},
    {"DaemonSetSpec", "selector", kIs, "LabelSelector"},
    {"DaemonSetSpec", "template", kIs, "PodTemplateSpec"},
    {"DaemonSetSpec", "updateStrategy", kIs, "DaemonSetUpdateStrategy"},
    {"DaemonSetUpdateStrategy", "type", kValue, "RollingUpdate"},
    {"DaemonSetUpdateStrategy", "rollingUpdate", kIs, "RollingUpdateDaemonSet"},
    {"DaemonSetUpdateStrategy", "rollingUpdate", kFollows, "type"},
    {"RollingUpdateDaemonSet", "maxSurge", kValue, "0"},
    {"RollingUpdateDaemonSet", "maxUnavailable", kValue, "1"},
    {"RollingUpdateDaemonSet", "maxUnavailable", kStated},

    {"batch/CronJob", "spec", kIs, "CronJobSpec"},
    {"CronJobSpec", "timeZone", kUnset},
    {"CronJobSpec", "concurrencyPolicy", kValue, "Allow"},
    {"CronJobSpec", "suspend", kValue, "false"},
    {"CronJobSpec", "successfulJobsHistoryLimit", kValue, "3"},
    {"CronJobSpec", "successfulJobsHistoryLimit", kStated},
    {"CronJobSpec", "failedJobsHistoryLimit", kValue, "1"},
    {"CronJobSpec", "failedJobsHistoryLimit", kStated},
    {"CronJobSpec", "startingDeadlineSeconds", kStated},
    {"CronJobSpec", "jobTemplate", kIs, "JobTemplateSpec"},
    {"JobTemplateSpec", "metadata", kIs, "Metadata"},
    {"JobTemplateSpec", "spec", kIs, "JobTemplateJobSpec"},  // a Job's own defaults come with the Job
    {"JobTemplateJobSpec", "template", kIs, "PodTemplateSpec"},
    {"JobTemplateJobSpec", "backoffLimit", kStated},
    {"JobTemplateJobSpec", "ttlSecondsAfterFinished", kStated},
    {"JobTemplateJobSpec", "parallelism", kStated},
    {"JobTemplateJobSpec", "completions", kStated},

    {"batch/Job", "spec", kIs, "JobSpec"},
    {"JobSpec", "backoffLimit", kValue, "6"},
    {"JobSpec", "backoffLimit", kStated},
    {"JobSpec", "completions", kValue, "1"},
    {"JobSpec", "parallelism", kValue, "1"},
    {"JobSpec", "parallelism", kStated},
    {"JobSpec", "completionMode", kValue, "NonIndexed"},
    {"JobSpec", "podReplacementPolicy", kValue, "TerminatingOrFailed"},
    {"JobSpec", "suspend", kValue, "false"},
    {"JobSpec", "manualSelector", kValue, "false"},
    {"JobSpec", "selector", kChosen},
    {"JobSpec", "ttlSecondsAfterFinished", kStated},
    {"JobSpec", "template", kIs, "PodTemplateSpec"},

    {"autoscaling/HorizontalPodAutoscaler", "spec", kIs, "HorizontalPodAutoscalerSpec"},
    {"HorizontalPodAutoscalerSpec", "minReplicas", kValue, "1"},
    {"HorizontalPodAutoscalerSpec", "minReplicas", kStated},
    {"HorizontalPodAutoscalerSpec", "scaleTargetRef", kIs, "Plain"},
    {"HorizontalPodAutoscalerSpec", "metrics", kItems, "MetricSpec"},
    {"HorizontalPodAutoscalerSpec", "metrics", kValue,
     "[{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]"},
    {"HorizontalPodAutoscalerSpec", "behavior", kIs, "HorizontalPodAutoscalerBehavior"},
    {"HorizontalPodAutoscalerBehavior", "scaleUp", kIs, "ScaleUp"},
    {"HorizontalPodAutoscalerBehavior", "scaleDown", kIs, "ScaleDown"},
    {"ScaleUp", "stabilizationWindowSeconds", kValue, "0"},
    {"ScaleUp", "selectPolicy", kValue, "Max"},
    {"ScaleUp", "policies", kValue,
     "[{type: Pods, value: 4, periodSeconds: 15}, {type: Percent, value: 100, periodSeconds: 15}]"},
    {"ScaleUp", "tolerance", kIs, kQuantityType},
    {"ScaleDown", "stabilizationWindowSeconds", kStated},
    {"ScaleDown", "selectPolicy", kValue, "Max"},
    {"ScaleDown", "policies", kValue, "[{type: Percent, value: 100, periodSeconds: 15}]"},
    {"ScaleDown", "tolerance", kIs, kQuantityType},
    {"MetricSpec", "resource", kIs, "MetricSource"},
    {"MetricSpec", "containerResource", kIs, "MetricSource"},
    {"MetricSpec", "pods", kIs, "MetricSource"},
    {"MetricSpec", "object", kIs, "MetricSource"},
    {"MetricSpec", "external", kIs, "MetricSource"},
    {"MetricSource", "target", kIs, "MetricTarget"},
    {"MetricSource", "metric", kIs, "MetricIdentifier"},
    {"MetricIdentifier", "selector", kIs, "LabelSelector"},
    {"MetricTarget", "value", kIs, kQuantityType},
    {"MetricTarget", "averageValue", kIs, kQuantityType},

    {"policy/PodDisruptionBudget", "spec", kIs, "PodDisruptionBudgetSpec"},
    {"PodDisruptionBudgetSpec", "unhealthyPodEvictionPolicy", kUnset},
    {"PodDisruptionBudgetSpec", "minAvailable", kStated},
    {"PodDisruptionBudgetSpec", "maxUnavailable", kStated},
    {"PodDisruptionBudgetSpec", "selector", kIs, "LabelSelector"},

    {"networking.k8s.io/NetworkPolicy", "spec", kIs, "NetworkPolicySpec"},
    {"NetworkPolicySpec", "policyTypes", kChosen},  // from the kinds of rules
    {"NetworkPolicySpec", "podSelector", kIs, "LabelSelector"},
    {"NetworkPolicySpec", "ingress", kItems, "NetworkPolicyRule"},
    {"NetworkPolicySpec", "egress", kItems, "NetworkPolicyRule"},
    {"NetworkPolicyRule", "ports", kItems, "NetworkPolicyPort"},
    {"NetworkPolicyPort", "protocol", kValue, "TCP"},

    {"networking.k8s.io/Ingress", "spec", kIs, "Plain"},

    {"route.openshift.io/Route", "spec", kIs, "RouteSpec"},
    {"RouteSpec", "host", kChosen},
    {"RouteSpec", "wildcardPolicy", kValue, "None"},
    {"RouteSpec", "to", kIs, "RouteTarget"},
    {"RouteSpec", "alternateBackends", kItems, "RouteTarget"},
    {"RouteTarget", "kind", kValue, "Service"},
    {"RouteTarget", "weight", kValue, "100"},
    {"RouteTarget", "weight", kStated},

    {"monitoring.coreos.com/ServiceMonitor", "spec", kIs, "ServiceMonitorSpec"},
    {"ServiceMonitorSpec", "endpoints", kItems, "MonitorEndpoint"},
    {"MonitorEndpoint", "relabelings", kItems, "RelabelConfig"},
    {"MonitorEndpoint", "metricRelabelings", kItems, "RelabelConfig"},
    {"RelabelConfig", "action", kValue, "replace"},

    {"LabelSelector", "matchLabels", kIs, kTextsType},
};

using Index = std::unordered_map<std::string_view, std::vector<DefaultRow>>;

}  // namespace

std::span<const DefaultRow> object_defaults() {
  return kObjectRows;
}

std::span<const DefaultRow> defaults_of(std::string_view type) {
  static const Index index = [] {
    Index made;
    for (const auto rows : {object_defaults(), pod_defaults()}) {
      for (const DefaultRow& row : rows) made[row.type].push_back(row);
    }
    return made;
  }();
  const auto it = index.find(type);
  return it == index.end() ? std::span<const DefaultRow>() : it->second;
}

bool is_users(std::string_view type) {
  return type == kTextsType || type == kLabelsType || type == kDataType || type == kQuantityType || type == kBase64Type;
}

bool is_free(std::string_view type) {
  return type.empty() || is_users(type);
}

Field::Field(std::string_view type, std::string_view name) : type_(is_free(type) ? std::string_view() : kPlainType) {
  for (const DefaultRow& row : defaults_of(type)) {
    if (row.field != name) continue;
    rows_[static_cast<std::size_t>(row.rule)] = &row;
    const bool typed = row.rule == Default::kIs || row.rule == Default::kItems || row.rule == Default::kEach;
    if (typed) type_ = row.value;
  }
}

}  // namespace feastctl::diff
