#include "validate/kubernetes/kubernetes.hpp"

namespace feastctl::validate::kubernetes {

namespace {

void check_pod_spec(const Field& template_field, ObjectReport& report) {
  const Field spec = template_field.child("spec");
  check_containers(spec, report);
}

}  // namespace

void check_object(const Node& object, ObjectReport& report) {
  check_metadata(object, report);
  const std::string_view kind = string_at(&object, "kind");
  const Field root(&object);
  const Field spec = root.child("spec");
  if (kind == "Deployment") {
    const Field pod_template = spec.child("template");
    check_pod_spec(pod_template, report);
  } else if (kind == "CronJob") {
    const Field job_template = spec.child("jobTemplate");
    const Field job_spec = job_template.child("spec");
    const Field pod_template = job_spec.child("template");
    check_pod_spec(pod_template, report);
  }
}

}  // namespace feastctl::validate::kubernetes
