#include "admit/pod_security.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admit/checks.hpp"

namespace feastctl::admit {

namespace {

constexpr int kAlways = 0;

/// One check: from which version of the policy on it is in force, and which check of baseline it stands for at
/// restricted.
struct CheckRow {
  std::string_view name;
  Level level;
  int since;
  checks::Check check;
  std::string_view replaces{};
};

/// In the order in which the plugin names them: baseline's by name, then those that restricted adds.
constexpr std::array kChecks{
    CheckRow{"appArmorProfile", Level::kBaseline, kAlways, checks::app_armor},
    CheckRow{"capabilities_baseline", Level::kBaseline, kAlways, checks::capabilities_baseline},
    CheckRow{"hostNamespaces", Level::kBaseline, kAlways, checks::host_namespaces},
    CheckRow{"hostPathVolumes", Level::kBaseline, kAlways, checks::host_path_volumes},
    CheckRow{"hostPorts", Level::kBaseline, kAlways, checks::host_ports},
    CheckRow{"hostProbesAndHostLifecycle", Level::kBaseline, 34, checks::probe_hosts},
    CheckRow{"privileged", Level::kBaseline, kAlways, checks::privileged},
    CheckRow{"procMount", Level::kBaseline, kAlways, checks::proc_mount_baseline},
    CheckRow{"seLinuxOptions", Level::kBaseline, kAlways, checks::se_linux},
    CheckRow{"seccompProfile_baseline", Level::kBaseline, kAlways, checks::seccomp_baseline},
    CheckRow{"sysctls", Level::kBaseline, kAlways, checks::sysctls},
    CheckRow{"windowsHostProcess", Level::kBaseline, kAlways, checks::host_process},
    CheckRow{"allowPrivilegeEscalation", Level::kRestricted, 8, checks::privilege_escalation},
    CheckRow{"capabilities_restricted", Level::kRestricted, 22, checks::capabilities_restricted,
             "capabilities_baseline"},
    CheckRow{"procMount_restricted", Level::kRestricted, 35, checks::proc_mount, "procMount"},
    CheckRow{"restrictedVolumes", Level::kRestricted, kAlways, checks::restricted_volumes, "hostPathVolumes"},
    CheckRow{"runAsNonRoot", Level::kRestricted, kAlways, checks::run_as_non_root},
    CheckRow{"runAsUser", Level::kRestricted, 23, checks::run_as_user},
    CheckRow{"seccompProfile_restricted", Level::kRestricted, 19, checks::seccomp_restricted,
             "seccompProfile_baseline"},
};

bool in_force(const CheckRow& row, Level level, int minor) {
  if (row.level > level || row.since > minor) return false;
  if (level != Level::kRestricted) return true;
  return std::ranges::none_of(
      kChecks, [&](const CheckRow& other) { return other.replaces == row.name && other.since <= minor; });
}

}  // namespace

std::vector<Violation> violations(const Field& pod, const LevelVersion& policy, int server_minor) {
  std::vector<Violation> found;
  if (policy.level == Level::kPrivileged) return found;
  const auto minor =
      static_cast<int>(std::min<std::int64_t>(policy.minor.value_or(server_minor), std::int64_t{server_minor}));
  const checks::Pod judged{&pod, minor};
  for (const CheckRow& row : kChecks) {
    if (!in_force(row, policy.level, minor)) continue;
    checks::Finding finding;
    row.check(judged, finding);
    if (finding.failed()) found.push_back(finding.violation(row.name));
  }
  return found;
}

std::string message_of(const std::vector<Violation>& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    if (!text.empty()) text += ", ";
    text += violation.reason;
    if (!violation.detail.empty()) text += fmt::format(" ({})", violation.detail);
  }
  return text;
}

}  // namespace feastctl::admit
