/// @file
/// @brief The Pod Security Standards: whether a level at a version admits a pod, check by check.
///
/// Source: k8s.io/pod-security-admission v0.35, package policy. The reasons and details are the plugin's own texts,
/// because people search for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "admit/policy.hpp"
#include "base/field.hpp"

namespace feastctl::admit {

/// A place that a check refuses: a field that is wrong, or the one that is missing.
struct Blame {
  std::string container;        ///< empty: the pod
  std::string path;             ///< below the pod template: spec.containers[0].securityContext
  const Node* cause = nullptr;  ///< what the user wrote there, or at the nearest parent; nullptr if nothing
  bool missing = false;         ///< nothing is there
};

/// A check that a pod fails.
struct Violation {
  std::string_view check;  ///< the plugin's name for it: runAsNonRoot
  std::string reason;      ///< runAsNonRoot != true
  std::string detail;      ///< which containers and values; may be empty
  std::vector<Blame> blames{};
};

/// The checks that the pod (a map with metadata and spec) fails at this level, in the plugin's order. A version above
/// `server_minor`, the minor of the API server, counts as that one.
std::vector<Violation> violations(const Field& pod, const LevelVersion& policy, int server_minor);

/// The plugin's message: `runAsNonRoot != true (pod must not …), seccompProfile (…)`.
std::string message_of(const std::vector<Violation>& violations);

}  // namespace feastctl::admit
