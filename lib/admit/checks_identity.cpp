/// The checks of the Pod Security Standards of who the processes are.
#include <fmt/format.h>

#include "admit/checks.hpp"

namespace feastctl::admit::checks {

namespace {

/// Since this minor of the policy, root in a pod whose users are not the node's is fine.
constexpr int kOwnRootIsFree = 35;

}  // namespace

void run_as_non_root(const Pod& pod, Finding& finding) {
  if (pod.minor >= kOwnRootIsFree && pod.has_own_users()) return;
  Setters refusing, silent;
  Finding missing;
  bool pod_is_safe = false;
  pod.each_context([&](bool of_pod, std::string_view name, const Field& context) {
    const Field field = context.child("runAsNonRoot");
    if (field.present() && !field.boolean(true)) {
      refusing.add(of_pod, name);
      finding.blame(name, field);
    } else if (of_pod) {
      pod_is_safe = field.present();
    } else if (!field.present() && !pod_is_safe) {
      silent.add(of_pod, name);
      missing.blame(name, field);
    }
  });
  if (!refusing.any()) finding = missing;
  finding.set("runAsNonRoot != true",
              refusing.any() ? fmt::format("{} must not set securityContext.runAsNonRoot=false", refusing.words())
                             : fmt::format("pod or {} must set securityContext.runAsNonRoot=true", silent.words()));
}

void run_as_user(const Pod& pod, Finding& finding) {
  if (pod.minor >= kOwnRootIsFree && pod.has_own_users()) return;
  Setters setters;
  pod.each_context([&](bool of_pod, std::string_view name, const Field& context) {
    const Field field = context.child("runAsUser");
    if (field.integer() != 0) return;
    setters.add(of_pod, name);
    finding.blame(name, field);
  });
  finding.set("runAsUser=0", fmt::format("{} must not set runAsUser=0", setters.words()));
}

void host_process(const Pod& pod, Finding& finding) {
  Setters setters;
  pod.each_context([&](bool of_pod, std::string_view name, const Field& context) {
    const Field windows = context.child("windowsOptions");
    const Field field = windows.child("hostProcess");
    if (!field.boolean()) return;
    setters.add(of_pod, name);
    finding.blame(name, field);
  });
  finding.set("hostProcess",
              fmt::format("{} must not set securityContext.windowsOptions.hostProcess=true", setters.words()));
}

}  // namespace feastctl::admit::checks
