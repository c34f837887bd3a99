#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/go_text.hpp"
#include "catalog/scheduling.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/pod.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::string_view kMirror = "kubernetes.io/config.mirror";
constexpr std::string_view kTolerations = "scheduler.alpha.kubernetes.io/tolerations";
constexpr std::string_view kDeletionCost = "controller.kubernetes.io/pod-deletion-cost";
constexpr std::string_view kSeccompPod = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kSeccompContainer = "container.seccomp.security.alpha.kubernetes.io/";
constexpr std::string_view kAppArmorContainer = "container.apparmor.security.beta.kubernetes.io/";
constexpr std::string_view kLocalhost = "localhost/";

/// An annotation with the place where the server's messages put it: `spec.template.annotations`, without metadata.
struct Annotation {
  std::string_view key;
  const Field& value;
  const Field& map_place;

  Diagnostic& refuse(ObjectReport& report, std::string message) const {
    const Field place = map_place.child(key);
    return report.add(catalog::kPodAnnotation, place, value.cause(), std::move(message)).with_found(shown(value));
  }
};

bool is_deletion_cost(std::string_view text) {
  const bool leads_well =
      !text.empty() && (text == "0" || text.front() == '-' || (text.front() >= '1' && text.front() <= '9'));
  const auto number = leads_well ? parse_go_integer(text) : std::nullopt;
  return number && *number >= INT32_MIN && *number <= INT32_MAX;
}

void check_seccomp(const Annotation& annotation, ObjectReport& report) {
  const std::string_view text = annotation.value.text();
  if (text == "runtime/default" || text == "docker/default" || text == "unconfined") return;
  if (!text.starts_with(kLocalhost)) {
    annotation.refuse(report, fmt::format("{} is no seccomp profile", quoted(text)))
        .with_expected("runtime/default, unconfined or localhost/<path>")
        .with_hint("services.securityContext.seccompProfile took this annotation's place");
    return;
  }
  if (const auto problem = descending_path_problem(text.substr(kLocalhost.size()))) {
    annotation.refuse(report, fmt::format("the path of the seccomp profile {}", *problem));
  }
}

bool has_container(const Field& spec, std::string_view name) {
  for (const std::string_view list : {"containers", "initContainers"}) {
    const Field containers = spec.child(list);
    for (std::size_t i = 0; i < containers.size(); ++i) {
      const Field container = containers.item(i);
      if (container.child("name").text() == name) return true;
    }
  }
  return false;
}

void check_app_armor(const Annotation& annotation, const Field& spec, ObjectReport& report) {
  const std::string_view container = annotation.key.substr(kAppArmorContainer.size());
  if (!has_container(spec, container)) {
    annotation.refuse(report, fmt::format("the pod has no container {} for an AppArmor profile", quoted(container)))
        .with_hint("services.securityContext.appArmorProfile holds for all containers");
  }
  const std::string_view text = annotation.value.text();
  if (text.empty() || text == "runtime/default" || text == "unconfined" || text.starts_with(kLocalhost)) return;
  annotation.refuse(report, fmt::format("{} is no AppArmor profile", quoted(text)))
      .with_expected("runtime/default, unconfined or localhost/<name>");
}

/// Only what cannot be a list at all is told; the annotation has had no effect since Kubernetes 1.6.
void check_old_tolerations(const Annotation& annotation, ObjectReport& report) {
  std::string_view text = annotation.value.text();
  while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')))
    text.remove_prefix(1);
  if (annotation.value.text().empty() || text.starts_with('[') || text.starts_with("null")) return;
  report
      .add(catalog::kPodAnnotation, annotation.map_place, annotation.value.cause(),
           fmt::format("annotation {} is no JSON list", kTolerations))
      .with_found(shown(annotation.value))
      .with_hint("services.tolerations took this annotation's place");
}

void check_annotation(const Annotation& annotation, const Field& spec, ObjectReport& report) {
  const std::string_view key = annotation.key;
  if (key == kDeletionCost) {
    if (is_deletion_cost(annotation.value.text())) return;
    annotation.refuse(report, "a pod deletion cost is a whole number of 32 bits, without + or leading zeros")
        .with_expected("a number in quotes, such as \"-10\"");
  } else if (key == kMirror) {
    annotation.refuse(report, "this annotation marks the kubelet's own pods; no Deployment can carry it")
        .with_hint("drop the annotation");
  } else if (key == kTolerations) {
    check_old_tolerations(annotation, report);
  } else if (key == kSeccompPod || key.starts_with(kSeccompContainer)) {
    check_seccomp(annotation, report);
  } else if (key.starts_with(kAppArmorContainer)) {
    check_app_armor(annotation, spec, report);
  }
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
    if (!annotation.starts_with(kLocalhost)) return "type";
    if (!profile.localhost.present() || profile.localhost.text() != annotation.substr(kLocalhost.size())) {
      return "localhostProfile";
    }
  }
  return std::nullopt;
}

void refuse_difference(const Field& profile_place, std::string_view key, const Field& annotation,
                       std::string_view annotation_key, ObjectReport& report) {
  const Field place = profile_place.child(key);
  report
      .add(catalog::kPodAnnotation, place, annotation.cause(),
           fmt::format("annotation {} says something else than the securityContext", annotation_key))
      .with_found(shown(annotation))
      .with_hint("drop the annotation: the field took its place");
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

void check_pod_annotations(const Field& pod_template, ObjectReport& report) {
  const Field metadata = pod_template.child("metadata");
  const Field annotations = metadata.child("annotations");
  if (!annotations.is_map()) return;
  const Field spec = pod_template.child("spec");
  const Field place = pod_template.child("annotations");
  for (const Member& member : annotations.node()->members()) {
    const Field value = annotations.child(member);
    check_annotation({member.key, value, place}, spec, report);
  }
  compare_seccomp(spec, annotations, report);
  compare_app_armor(spec, annotations, report);
}

}  // namespace feastctl::validate::kubernetes
