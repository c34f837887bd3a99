#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string>

#include "base/ascii.hpp"
#include "base/first_seen.hpp"
#include "base/go_text.hpp"
#include "base/names.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/pod.hpp"
#include "validate/kubernetes/windows.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::size_t kLongestSysctl = 253;
constexpr std::size_t kLongestPath = 4095;
constexpr std::array<std::string_view, 3> kProfileTypes = {"Localhost", "RuntimeDefault", "Unconfined"};
constexpr std::array<std::string_view, 2> kGroupChange = {"Always", "OnRootMismatch"};
constexpr std::array<std::string_view, 2> kGroupsPolicy = {"Merge", "Strict"};
constexpr std::array<std::string_view, 1> kSeLinuxChange = {"Recursive"};  // MountOption is behind a gate that is off

/// A sysctl's name: parts of lower-case letters, digits, - and _ with alphanumeric ends, joined by dots or slashes.
bool is_sysctl_name(std::string_view name) {
  if (name.size() > kLongestSysctl) return false;
  while (true) {
    const std::size_t end = name.find_first_of("./");
    const std::string_view part = name.substr(0, end);
    if (part.empty() || !is_lower_alphanumeric(part.front()) || !is_lower_alphanumeric(part.back())) return false;
    for (const char c : part) {
      if (!is_lower_alphanumeric(c) && c != '-' && c != '_') return false;
    }
    if (end == std::string_view::npos) return true;
    name.remove_prefix(end + 1);
  }
}

void check_sysctls(const Field& sysctls, ObjectReport& report) {
  FirstSeen names;
  for (std::size_t i = 0; i < sysctls.size(); ++i) {
    const Field sysctl = sysctls.item(i);
    const Field sysctl_name = sysctl.child("name");
    const bool again = names.see(sysctl_name.text(), i).has_value();
    if (!required(report, catalog::kPodSecurityContext, sysctl_name, "write a name such as net.core.somaxconn"))
      continue;
    if (!is_sysctl_name(sysctl_name.text())) {
      report
          .add(catalog::kPodSecurityContext, sysctl_name,
               fmt::format("{} is not a valid sysctl name", shown(sysctl_name)))
          .with_found(shown(sysctl_name))
          .with_expected(
              "lower-case letters, digits, '-' and '_' in parts separated by dots, such as net.core.somaxconn");
    } else if (again) {
      report.add(catalog::kPodSecurityContext, sysctl_name, fmt::format("duplicate sysctl {}", sysctl_name.text()))
          .with_found(shown(sysctl_name))
          .with_hint("keep one of the two");
    }
  }
}

void localhost_only(const Field& profile, ObjectReport& report) {
  const Field localhost = profile.child("localhostProfile");
  if (!localhost.present()) return;
  report.add(catalog::kPodSecurityProfile, localhost, "localhostProfile requires type Localhost")
      .with_found(shown(localhost))
      .with_hint("write type: Localhost, or remove localhostProfile");
}

void localhost_needed(const Field& localhost, ObjectReport& report) {
  report.add(catalog::kPodSecurityProfile, localhost, "type Localhost requires a localhostProfile")
      .with_found(shown(localhost))
      .with_expected("the path or name of the profile on the nodes")
      .with_hint("write type: RuntimeDefault to use the profile of the container runtime");
}

void check_profile_type(const Field& type, ObjectReport& report) {
  if (!required(report, catalog::kPodSecurityProfile, type, "write RuntimeDefault, Localhost or Unconfined")) return;
  one_of(report, catalog::kPodSecurityProfile, type, kProfileTypes);
}

void check_seccomp_profile(const Field& profile, ObjectReport& report) {
  if (!profile.is_map()) return;
  const Field type = profile.child("type");
  const Field localhost = profile.child("localhostProfile");
  check_profile_type(type, report);
  if (type.text() != "Localhost") {
    localhost_only(profile, report);
  } else if (!localhost.present()) {
    localhost_needed(localhost, report);
  } else if (const auto problem = descending_path_problem(localhost.text())) {
    report.add(catalog::kPodSecurityProfile, localhost, fmt::format("the path of the seccomp profile {}", *problem))
        .with_found(shown(localhost))
        .with_expected("a path relative to the kubelet's seccomp directory, such as profiles/feast.json");
  }
}

bool is_padded(std::string_view text) {
  if (space_length(text, 0) > 0) return true;
  for (std::size_t size = 1; size <= 3 && size <= text.size(); ++size) {
    if (space_length(text, text.size() - size) == size) return true;
  }
  return false;
}

void check_app_armor_profile(const Field& profile, ObjectReport& report) {
  if (!profile.is_map()) return;
  const Field type = profile.child("type");
  const Field localhost = profile.child("localhostProfile");
  check_profile_type(type, report);
  if (type.text() == "RuntimeDefault" || type.text() == "Unconfined") localhost_only(profile, report);
  if (type.text() != "Localhost") return;
  const std::string_view text = localhost.text();
  if (text.empty()) {
    localhost_needed(localhost, report);
  } else if (is_padded(text)) {
    report
        .add(catalog::kPodSecurityProfile, localhost,
             "the name of an AppArmor profile must not begin or end with a space")
        .with_found(shown(localhost));
  }
  if (text.size() > kLongestPath) {
    report.add(catalog::kPodSecurityProfile, localhost, "the name of an AppArmor profile is too long")
        .with_found(fmt::format("{} bytes", text.size()))
        .with_expected(fmt::format("at most {}", kLongestPath));
  }
}

}  // namespace

void check_pod_security(const Field& pod_spec, ObjectReport& report) {
  const Field context = pod_spec.child("securityContext");
  if (!context.is_map()) return;
  for (const std::string_view id : {"fsGroup", "runAsUser", "runAsGroup"}) {
    in_range(report, catalog::kPodSecurityContext, context.child(id), 0, INT32_MAX);
  }
  const Field groups = context.child("supplementalGroups");
  for (std::size_t i = 0; i < groups.size(); ++i) {
    in_range(report, catalog::kPodSecurityContext, groups.item(i), 0, INT32_MAX);
  }
  check_sysctls(context.child("sysctls"), report);
  one_of(report, catalog::kPodSecurityContext, context.child("fsGroupChangePolicy"), kGroupChange);
  check_seccomp_profile(context.child("seccompProfile"), report);
  check_windows_options(pod_spec, report);
  check_app_armor_profile(context.child("appArmorProfile"), report);
  one_of(report, catalog::kPodSecurityContext, context.child("supplementalGroupsPolicy"), kGroupsPolicy);
  one_of(report, catalog::kPodSecurityContext, context.child("seLinuxChangePolicy"), kSeLinuxChange);
}

}  // namespace feastctl::validate::kubernetes
