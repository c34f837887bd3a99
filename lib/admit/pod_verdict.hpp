/// @file
/// @brief What a namespace says to the pods of one object, beside its quotas.
///
/// The order is that of an API server: its own defaults, LimitRanger's defaults, validation, LimitRanger, PodSecurity.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "admit/limit_range.hpp"
#include "admit/namespace_rules.hpp"
#include "admit/pod_security.hpp"
#include "admit/workloads.hpp"

namespace feastctl::admit {

/// The verdict on a pod.
struct PodVerdict {
  LevelVersion enforced{};
  std::vector<Violation> as_written{};  ///< of what is enforced, in the pod or template as it is written
  std::vector<Violation> refused{};     ///< … in the pod that is created from it
  std::vector<Violation> warned{}, audited{};
  LimitedPod limited{};            ///< the pod after all defaults
  bool has_limits = false;         ///< whether there is a LimitRange at all
  std::vector<Problem> invalid{};  ///< what the defaults make invalid
  std::vector<std::pair<const LimitRange*, std::vector<Excess>>> excesses{};

  [[nodiscard]] bool limits_allow() const { return invalid.empty() && excesses.empty(); }
  [[nodiscard]] bool allowed() const { return refused.empty() && limits_allow(); }
};

/// Judges the pods of a workload as an API server of this minor does.
PodVerdict judge_pods(const Workload& workload, const NamespaceRules& rules, KubernetesRelease kubernetes,
                      const TreeBuilder& tree);

/// What admission needs to know to speak of an object's pods.
struct PodPlace {
  const NamespaceRules* rules;
  const Workload* workload;
  bool rendered;  ///< by feastctl, which can do better with --pod-security
};

/// Reports what the verdict says.
void report_pods(const PodVerdict& verdict, const PodPlace& place, ObjectReport& report);

/// Reports what LimitRanges refuse in a claim.
void report_claim(const LimitRange& range, const std::vector<Excess>& excesses, ObjectReport& report);

}  // namespace feastctl::admit
