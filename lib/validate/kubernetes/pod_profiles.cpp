#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "base/go_text.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/pod.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::string_view kTolerations = "scheduler.alpha.kubernetes.io/tolerations";
constexpr std::string_view kSeccompPod = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kAppArmorContainer = "container.apparmor.security.beta.kubernetes.io/";
constexpr std::string_view kLocalhostProfile = "localhost/";

/// Only what cannot be a list at all is told; the annotation has had no effect since Kubernetes 1.6.
void check_old_tolerations(const Field& annotations, const Field& place, ObjectReport& report) {
  const Field annotation = annotations.child(kTolerations);
  std::string_view text = annotation.text();
  while (!text.empty() && space_length(text, 0) == 1) text.remove_prefix(1);
  if (annotation.text().empty() || text.starts_with('[') || text.starts_with("null")) return;
  report
      .add(catalog::kPodAnnotation, place, annotation.cause(),
           fmt::format("annotation {} is not a JSON list", kTolerations))
      .with_found(shown(annotation))
      .with_hint("use services.tolerations instead of this annotation");
}

/// A profile as the fields of a security context and as the old annotations spell it.
struct Profile {
  std::string_view type;
  const Field& localhost;
};

/// What differs between a field and the annotation beside it: `type`, `localhostProfile`, or nothing.
std::optional<std::string_view> difference(const Profile& profile, std::string_view annotation, bool docker_default) {
  if (profile.type == "Unconfined") {
    if (annotation != "unconfined") return "type";
  } else if (profile.type == "RuntimeDefault") {
    if (annotation != "runtime/default" && !(docker_default && annotation == "docker/default")) return "type";
  } else if (profile.type == "Localhost") {
    if (!annotation.starts_with(kLocalhostProfile)) return "type";
    if (!profile.localhost.present() || profile.localhost.text() != annotation.substr(kLocalhostProfile.size())) {
      return "localhostProfile";
    }
  }
  return std::nullopt;
}

void refuse_difference(const Field& profile_place, std::string_view key, const Field& annotation,
                       std::string_view annotation_key, ObjectReport& report) {
  const Field place = profile_place.child(key);
  report
      .add(catalog::kProfileAnnotation, place, annotation.cause(),
           fmt::format("annotation {} contradicts the securityContext", annotation_key))
      .with_found(shown(annotation))
      .with_hint("remove the annotation, which the field replaces");
}

void compare_seccomp(const Field& spec, const Field& annotations, ObjectReport& report) {
  const Field annotation = annotations.child(kSeccompPod);
  const Field security = spec.child("securityContext");
  const Field profile = security.child("seccompProfile");
  if (!annotation.present() || !profile.is_map()) return;
  const Field localhost = profile.child("localhostProfile");
  const Field type = profile.child("type");
  if (const auto key = difference({type.text(), localhost}, annotation.text(), true)) {
    refuse_difference(profile, *key, annotation, kSeccompPod, report);
  }
}

void compare_app_armor(const Field& spec, const Field& annotations, ObjectReport& report) {
  const Field security = spec.child("securityContext");
  const Field profile = security.child("appArmorProfile");
  if (!profile.is_map()) return;
  const Field localhost = profile.child("localhostProfile");
  const Field type = profile.child("type");
  for (const std::string_view list : {"initContainers", "containers"}) {
    const Field containers = spec.child(list);
    for (std::size_t i = 0; i < containers.size(); ++i) {
      const Field container = containers.item(i);
      const Field container_security = container.child("securityContext");
      const Field place = container_security.child("appArmorProfile");
      for (const Member& member : annotations.node()->members()) {
        if (!member.key.starts_with(kAppArmorContainer)) continue;
        if (member.key.substr(kAppArmorContainer.size()) != container.child("name").text()) continue;
        const Field annotation = annotations.child(member);
        if (const auto key = difference({type.text(), localhost}, annotation.text(), false)) {
          refuse_difference(place, *key, annotation, member.key, report);
        }
      }
    }
  }
}

}  // namespace

void check_profile_annotations(const Field& pod_template, ObjectReport& report) {
  const Field metadata = pod_template.child("metadata");
  const Field annotations = metadata.child("annotations");
  if (!annotations.is_map()) return;
  const Field spec = pod_template.child("spec");
  check_old_tolerations(annotations, pod_template.child("annotations"), report);
  compare_seccomp(spec, annotations, report);
  compare_app_armor(spec, annotations, report);
}

}  // namespace feastctl::validate::kubernetes
