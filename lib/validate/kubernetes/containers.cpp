#include "validate/kubernetes/containers.hpp"

#include <array>

#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/kubernetes.hpp"

namespace feastctl::validate::kubernetes {

namespace {

void check_image(const Field& container, ObjectReport& report) {
  // Only emptiness is judged: a bad reference such as "Feast:: x" becomes a pod that cannot pull, not a refusal.
  const Field image = container.child("image");
  required(report, catalog::kContainerImage, image,
           "set an image, such as quay.io/feastdev/feature-server:0.66.0, or omit the field to use the default");
  const Field policy = container.child("imagePullPolicy");
  if (!blank(policy)) one_of(report, catalog::kImagePullPolicy, policy, kPullPolicies);
}

void check_container(const Field& pod_spec, const Field& container, const MountableVolumes& volumes,
                     ObjectReport& report) {
  const Field claims = pod_spec.child("resourceClaims");
  check_image(container, report);
  check_env(container, volumes.list(), report);
  check_env_from(container, report);
  check_volume_mounts(container, volumes, report);
  check_resources(container, claims, report);
}

}  // namespace

void check_containers(const Field& pod_spec, ObjectReport& report, RefusedVolumes refused_volumes) {
  const Field volumes = pod_spec.child("volumes");
  const MountableVolumes mountable(volumes, refused_volumes);
  for (const std::string_view key : {"containers", "initContainers"}) {
    const Field list = pod_spec.child(key);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Field container = list.item(i);
      check_container(pod_spec, container, mountable, report);
    }
  }
}

}  // namespace feastctl::validate::kubernetes
