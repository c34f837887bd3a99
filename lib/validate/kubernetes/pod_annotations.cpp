#include "validate/kubernetes/pod_annotations.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::string_view kMirror = "kubernetes.io/config.mirror";
constexpr std::string_view kDeletionCost = "controller.kubernetes.io/pod-deletion-cost";
constexpr std::string_view kPodSeccomp = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kContainerSeccomp = "container.seccomp.security.alpha.kubernetes.io/";
constexpr std::string_view kAppArmor = "container.apparmor.security.beta.kubernetes.io/";
constexpr std::string_view kLocalhost = "localhost/";

/// Whether the text is a 32-bit integer as a deletion cost is written: no plus sign, no leading zeros.
bool is_deletion_cost(std::string_view text) {
  if (text.empty() || (text[0] == '0' && text != "0")) return false;
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_seccomp_profile(std::string_view text) {
  if (text == "runtime/default" || text == "docker/default" || text == "unconfined") return true;
  return text.starts_with(kLocalhost) && !descending_path_problem(text.substr(kLocalhost.size()));
}

bool is_app_armor_profile(std::string_view text) {
  return text.empty() || text == "runtime/default" || text == "unconfined" || text.starts_with(kLocalhost);
}

/// What is wrong with a value, and what it may be; empty when it is fine.
struct Verdict {
  std::string wrong;
  std::string_view expected;
};

Verdict judge(std::string_view key, std::string_view value, const Field& pod_spec) {
  if (key == kMirror)
    return {"is reserved for static pods, which a Deployment or Job cannot create", "no such annotation"};
  if (key == kDeletionCost && !is_deletion_cost(value)) return {"must be a 32-bit integer", "a number such as -100"};
  if ((key == kPodSeccomp || key.starts_with(kContainerSeccomp)) && !is_seccomp_profile(value)) {
    return {"is not a valid seccomp profile", "runtime/default, unconfined or localhost/FILE"};
  }
  if (!key.starts_with(kAppArmor)) return {};
  const std::string_view container_name = key.substr(kAppArmor.size());
  if (!has_container(pod_spec, container_name)) {
    return {fmt::format("refers to a container {}, which the pod does not have", quoted(container_name)),
            "the name of a container after the /"};
  }
  if (!is_app_armor_profile(value)) {
    return {"is not a valid AppArmor profile", "runtime/default, unconfined or localhost/PROFILE"};
  }
  return {};
}

}  // namespace

bool has_container(const Field& pod_spec, std::string_view name) {
  for (const std::string_view key : {"containers", "initContainers"}) {
    const Field list = pod_spec.child(key);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Field container = list.item(i);
      if (container.child("name").text() == name) return true;
    }
  }
  return false;
}

void check_pod_annotations(const Field& pod_template, ObjectReport& report) {
  const Field metadata = pod_template.child("metadata");
  const Field annotations = metadata.child("annotations");
  if (!annotations.is_map()) return;
  const Field pod_spec = pod_template.child("spec");
  const Field place = pod_template.child("annotations");
  for (const Member& member : annotations.node()->members()) {
    const Field annotation = annotations.child(member);
    const Verdict verdict = judge(member.key, annotation.text(), pod_spec);
    if (verdict.wrong.empty()) continue;
    const Field at = place.child(member.key);
    report
        .add(catalog::kPodAnnotation, at, annotation.cause(),
             fmt::format("the annotation {} {}", member.key, verdict.wrong))
        .with_found(shown(annotation))
        .with_expected(std::string(verdict.expected));
  }
}

}  // namespace feastctl::validate::kubernetes
