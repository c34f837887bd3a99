/// Defaults of what pods are made of. Sources: Kubernetes 1.35, pkg/apis/core/v1/defaults.go, pkg/apis/core/pods
/// (imagePullPolicy), and the omitempty tags of k8s.io/api/core/v1.
#include "diff/live/defaults.hpp"

namespace feastctl::diff {

namespace {

using enum Default;

constexpr DefaultRow kPodRows[] = {
    {"PodTemplateSpec", "metadata", kIs, "Metadata"},
    {"PodTemplateSpec", "spec", kIs, "PodSpec"},

    {"Pod", "spec", kIs, "PodSpec"},

    {"PodSpec", "restartPolicy", kValue, "Always"},
    {"PodSpec", "dnsPolicy", kValue, "ClusterFirst"},
    {"PodSpec", "schedulerName", kValue, "default-scheduler"},
    {"PodSpec", "terminationGracePeriodSeconds", kValue, "30"},
    {"PodSpec", "terminationGracePeriodSeconds", kStated},
    {"PodSpec", "enableServiceLinks", kValue, "true"},
    {"PodSpec", "enableServiceLinks", kStated},
    {"PodSpec", "automountServiceAccountToken", kStated},
    {"PodSpec", "hostUsers", kStated},
    {"PodSpec", "shareProcessNamespace", kValue, "false"},
    {"PodSpec", "priority", kChosen},
    {"PodSpec", "preemptionPolicy", kValue, "PreemptLowerPriority"},
    {"PodSpec", "serviceAccount", kLike, "serviceAccountName"},
    {"PodSpec", "serviceAccountName", kLike, "serviceAccount"},
    {"PodSpec", "securityContext", kIs, "PodSecurityContext"},
    {"PodSpec", "nodeSelector", kIs, kTextsType},
    {"PodSpec", "containers", kItems, "Container", "name"},
    {"PodSpec", "initContainers", kItems, "Container", "name"},
    {"PodSpec", "volumes", kItems, "Volume", "name"},
    {"PodSpec", "imagePullSecrets", kItems, "LocalObjectReference", "name"},
    {"PodSpec", "hostAliases", kItems, "Plain", "ip"},
    {"PodSpec", "topologySpreadConstraints", kItems, "TopologySpreadConstraint", "topologyKey+whenUnsatisfiable"},
    {"PodSpec", "affinity", kIs, "Plain"},
    {"PodSpec", "resources", kIs, "ResourceRequirements"},
    {"PodSpec", "overhead", kEach, kQuantityType},
    {"PodSpec", "tolerations", kItems, "Toleration"},

    {"Toleration", "operator", kValue, "Equal"},  // what absent means; the server writes nothing
    {"Toleration", "tolerationSeconds", kStated},

    {"TopologySpreadConstraint", "labelSelector", kIs, "LabelSelector"},
    {"TopologySpreadConstraint", "nodeAffinityPolicy", kValue, "Honor"},
    {"TopologySpreadConstraint", "nodeTaintsPolicy", kValue, "Ignore"},

    {"PodSecurityContext", "runAsUser", kStated},
    {"PodSecurityContext", "runAsGroup", kStated},
    {"PodSecurityContext", "fsGroup", kStated},

    {"SecurityContext", "runAsUser", kStated},
    {"SecurityContext", "runAsGroup", kStated},
    {"SecurityContext", "runAsNonRoot", kStated},  // overrides the pod's
    {"SecurityContext", "allowPrivilegeEscalation", kStated},
    {"SecurityContext", "procMount", kValue, "Default"},

    {"Container", "imagePullPolicy", kPulled},
    {"Container", "terminationMessagePath", kValue, "/dev/termination-log"},
    {"Container", "terminationMessagePolicy", kValue, "File"},
    {"Container", "resources", kIs, "ResourceRequirements"},
    {"Container", "securityContext", kIs, "SecurityContext"},
    {"Container", "ports", kItems, "ContainerPort", "name|containerPort+protocol"},
    {"Container", "env", kItems, "EnvVar", "name"},
    {"Container", "envFrom", kItems, "EnvFromSource"},
    {"Container", "volumeMounts", kItems, "VolumeMount", "mountPath"},
    {"Container", "volumeDevices", kItems, "Plain", "devicePath"},
    {"Container", "livenessProbe", kIs, "Probe"},
    {"Container", "readinessProbe", kIs, "Probe"},
    {"Container", "startupProbe", kIs, "Probe"},
    {"Container", "lifecycle", kIs, "Lifecycle"},

    {"ResourceRequirements", "requests", kEach, kQuantityType},
    {"ResourceRequirements", "limits", kEach, kQuantityType},

    {"ContainerPort", "protocol", kValue, "TCP"},
    {"ContainerPort", "hostPort", kLike, "containerPort"},  // on the host's network

    {"EnvVar", "valueFrom", kIs, "EnvVarSource"},
    {"EnvVarSource", "fieldRef", kIs, "ObjectFieldSelector"},
    {"EnvVarSource", "resourceFieldRef", kIs, "ResourceFieldSelector"},
    {"EnvVarSource", "configMapKeyRef", kIs, "KeySelector"},
    {"EnvVarSource", "secretKeyRef", kIs, "KeySelector"},
    {"EnvFromSource", "configMapRef", kIs, "KeySelector"},
    {"EnvFromSource", "secretRef", kIs, "KeySelector"},
    {"KeySelector", "optional", kValue, "false"},
    {"ObjectFieldSelector", "apiVersion", kValue, "v1"},
    {"ResourceFieldSelector", "divisor", kIs, kQuantityType},
    {"ResourceFieldSelector", "divisor", kValue, "0"},

    {"VolumeMount", "readOnly", kValue, "false"},
    {"VolumeMount", "recursiveReadOnly", kValue, "Disabled"},

    {"Probe", "timeoutSeconds", kValue, "1"},
    {"Probe", "periodSeconds", kValue, "10"},
    {"Probe", "successThreshold", kValue, "1"},
    {"Probe", "failureThreshold", kValue, "3"},
    {"Probe", "terminationGracePeriodSeconds", kStated},
    {"Probe", "httpGet", kIs, "HTTPGetAction"},
    {"Probe", "grpc", kIs, "Plain"},
    {"Probe", "tcpSocket", kIs, "Plain"},
    {"Probe", "exec", kIs, "Plain"},
    {"HTTPGetAction", "scheme", kValue, "HTTP"},
    {"HTTPGetAction", "path", kValue, "/"},
    {"Lifecycle", "postStart", kIs, "LifecycleHandler"},
    {"Lifecycle", "preStop", kIs, "LifecycleHandler"},
    {"LifecycleHandler", "httpGet", kIs, "HTTPGetAction"},

    {"Volume", "emptyDir", kIs, "EmptyDir"},
    {"Volume", "emptyDir", kStated},
    {"Volume", "secret", kIs, "SecretVolume"},
    {"Volume", "configMap", kIs, "SecretVolume"},
    {"Volume", "downwardAPI", kIs, "DownwardVolume"},
    {"Volume", "projected", kIs, "ProjectedVolume"},
    {"Volume", "hostPath", kIs, "HostPath"},
    {"Volume", "ephemeral", kIs, "EphemeralVolume"},
    {"Volume", "image", kIs, "ImageVolume"},
    {"Volume", "persistentVolumeClaim", kIs, "Plain"},
    {"Volume", "iscsi", kIs, "IscsiVolume"},
    {"Volume", "rbd", kIs, "RbdVolume"},
    {"Volume", "azureDisk", kIs, "AzureDiskVolume"},
    {"Volume", "scaleIO", kIs, "ScaleIoVolume"},
    {"Volume", "csi", kIs, "Plain"},
    {"Volume", "nfs", kIs, "Plain"},
    {"EmptyDir", "sizeLimit", kIs, kQuantityType},
    {"SecretVolume", "defaultMode", kValue, "420"},
    {"SecretVolume", "defaultMode", kStated},
    {"SecretVolume", "optional", kValue, "false"},
    {"DownwardVolume", "defaultMode", kValue, "420"},
    {"DownwardVolume", "defaultMode", kStated},
    {"DownwardVolume", "items", kItems, "DownwardFile"},
    {"DownwardFile", "fieldRef", kIs, "ObjectFieldSelector"},
    {"DownwardFile", "resourceFieldRef", kIs, "ResourceFieldSelector"},
    {"ProjectedVolume", "defaultMode", kValue, "420"},
    {"ProjectedVolume", "defaultMode", kStated},
    {"ProjectedVolume", "sources", kItems, "ProjectedSource"},
    {"ProjectedSource", "serviceAccountToken", kIs, "TokenProjection"},
    {"ProjectedSource", "downwardAPI", kIs, "DownwardVolume"},
    {"ProjectedSource", "secret", kIs, "KeySelector"},
    {"ProjectedSource", "configMap", kIs, "KeySelector"},
    {"TokenProjection", "expirationSeconds", kValue, "3600"},
    {"HostPath", "type", kValue, "\"\""},
    {"EphemeralVolume", "volumeClaimTemplate", kIs, "EphemeralClaim"},
    {"EphemeralClaim", "metadata", kIs, "Metadata"},
    {"EphemeralClaim", "spec", kIs, "PersistentVolumeClaimSpec"},
    {"ImageVolume", "pullPolicy", kChosen},
    {"IscsiVolume", "iscsiInterface", kValue, "default"},
    {"RbdVolume", "pool", kValue, "rbd"},
    {"RbdVolume", "user", kValue, "admin"},
    {"RbdVolume", "keyring", kValue, "/etc/ceph/keyring"},
    {"AzureDiskVolume", "cachingMode", kValue, "ReadWrite"},
    {"AzureDiskVolume", "kind", kValue, "Shared"},
    {"AzureDiskVolume", "fsType", kValue, "ext4"},
    {"AzureDiskVolume", "readOnly", kValue, "false"},
    {"ScaleIoVolume", "storageMode", kValue, "ThinProvisioned"},
    {"ScaleIoVolume", "fsType", kValue, "xfs"},
};

}  // namespace

std::span<const DefaultRow> pod_defaults() {
  return kPodRows;
}

}  // namespace feastctl::diff
