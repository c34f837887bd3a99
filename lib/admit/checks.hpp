/// @file
/// @brief What the checks of the Pod Security Standards share.
///
/// To add a check: its function here and in the file of its subject, and a row in pod_security.cpp.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "admit/pod_security.hpp"

namespace feastctl::admit::checks {

/// The pod as a check sees it.
struct Pod {
  const Field* root;  ///< a map with metadata and spec
  int minor;          ///< of the policy

  /// Calls `visit` with each container: init, main and ephemeral ones, in this order.
  void each_container(const std::function<void(const Field& container)>& visit) const;
  /// Calls `visit` with the securityContext of the pod and of each container, present or not. The name is that of the
  /// container.
  using VisitContext = std::function<void(bool of_pod, std::string_view name, const Field& context)>;
  void each_context(const VisitContext& visit) const;
  /// Whether the pod says that it is for nodes with Windows.
  [[nodiscard]] bool is_windows() const;
  /// Whether the pod says hostUsers: false, so that its root is not the node's.
  [[nodiscard]] bool has_own_users() const;
};

/// What a check finds; it fails if it blames anything.
class Finding {
 public:
  /// Blames a field of the pod, or of a container.
  void blame(std::string_view container, const Field& at);
  [[nodiscard]] bool failed() const { return !blames_.empty(); }
  void set(std::string reason, std::string detail) {
    reason_ = std::move(reason);
    detail_ = std::move(detail);
  }
  [[nodiscard]] Violation violation(std::string_view check) const {
    return {.check = check, .reason = reason_, .detail = detail_, .blames = blames_};
  }

 private:
  std::string reason_, detail_;
  std::vector<Blame> blames_;
};

/// Those who set a bad value, as the messages name them: `pod and containers "a", "b"`.
struct Setters {
  bool pod = false;
  std::vector<std::string> containers{};

  void add(bool of_pod, std::string_view name) { of_pod ? void(pod = true) : void(containers.emplace_back(name)); }
  [[nodiscard]] bool any() const { return pod || !containers.empty(); }
  [[nodiscard]] std::string words() const;
};

/// `"a", "b"`, without escapes as the plugin writes it.
std::string joined_in_quotes(const std::vector<std::string>& items);
std::string joined_in_quotes(const std::set<std::string>& items);
/// `container "a"` or `containers "a", "b"`.
std::string containers_in_words(const std::vector<std::string>& names);
/// The form of a word that goes with the number.
std::string_view word_for(std::size_t count, std::string_view one, std::string_view many);

using Check = void (*)(const Pod& pod, Finding& finding);

// checks_pod.cpp: fields of the pod
void host_namespaces(const Pod& pod, Finding& finding);
void host_path_volumes(const Pod& pod, Finding& finding);
void restricted_volumes(const Pod& pod, Finding& finding);
void sysctls(const Pod& pod, Finding& finding);
// checks_containers.cpp: fields of the containers
void capabilities_baseline(const Pod& pod, Finding& finding);
void capabilities_restricted(const Pod& pod, Finding& finding);
void host_ports(const Pod& pod, Finding& finding);
void probe_hosts(const Pod& pod, Finding& finding);
void privileged(const Pod& pod, Finding& finding);
void proc_mount_baseline(const Pod& pod, Finding& finding);
void proc_mount(const Pod& pod, Finding& finding);
void privilege_escalation(const Pod& pod, Finding& finding);
// checks_identity.cpp: who the processes are, fields of pod and containers
void run_as_non_root(const Pod& pod, Finding& finding);
void run_as_user(const Pod& pod, Finding& finding);
void host_process(const Pod& pod, Finding& finding);
// checks_profiles.cpp: AppArmor, seccomp, SELinux
void app_armor(const Pod& pod, Finding& finding);
void seccomp_baseline(const Pod& pod, Finding& finding);
void seccomp_restricted(const Pod& pod, Finding& finding);
void se_linux(const Pod& pod, Finding& finding);

}  // namespace feastctl::admit::checks
