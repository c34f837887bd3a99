#include "validate/kubernetes/kubernetes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "validate/kubernetes/autoscaler.hpp"
#include "validate/kubernetes/disruption_budget.hpp"
#include "validate/kubernetes/pod.hpp"
#include "validate/kubernetes/volume_claim.hpp"
#include "validate/kubernetes/volumes.hpp"
#include "validate/kubernetes/workloads.hpp"

namespace feastctl::validate::kubernetes {

namespace {

void check_pod_spec(const Field& template_field, ObjectReport& report) {
  const Field spec = template_field.child("spec");
  const auto refused_volumes = check_volumes(spec.child("volumes"), report);
  check_containers(spec, report, refused_volumes);
  check_pod(template_field, report);
}

/// Kinds with a pod template that no FeatureStore leads to, for manifests of others.
constexpr std::array<std::string_view, 5> kOtherWorkloads{"ReplicaSet", "ReplicationController", "StatefulSet",
                                                          "DaemonSet", "Job"};

}  // namespace

void check_object(const Node& object, ObjectReport& report) {
  check_metadata(object, report);
  const std::string_view kind = string_at(&object, "kind");
  const Field root(&object);
  const Field spec = root.child("spec");
  if (kind == "Deployment") {
    check_deployment(spec, report);
    const Field pod_template = spec.child("template");
    check_pod_spec(pod_template, report);
  } else if (kind == "CronJob") {
    check_cron_job(spec, report);
    const Field job_template = spec.child("jobTemplate");
    const Field job_spec = job_template.child("spec");
    const Field pod_template = job_spec.child("template");
    check_pod_spec(pod_template, report);
  } else if (kind == "Pod") {
    check_pod_spec(root, report);
  } else if (std::ranges::find(kOtherWorkloads, kind) != kOtherWorkloads.end()) {
    const Field pod_template = spec.child("template");
    check_pod_spec(pod_template, report);
  } else if (kind == "PersistentVolumeClaim") {
    check_claim_spec(spec, report);
  } else if (kind == "HorizontalPodAutoscaler") {
    check_autoscaler(spec, report);
  } else if (kind == "PodDisruptionBudget") {
    check_disruption_budget(spec, report);
  }
}

}  // namespace feastctl::validate::kubernetes
