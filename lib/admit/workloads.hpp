/// @file
/// @brief Which pods the objects of Kubernetes bring about, and how many.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admit/namespace_rules.hpp"
#include "base/field.hpp"

namespace feastctl::admit {

/// Why pods, or the objects that stand between, are created.
enum class Why : std::uint8_t {
  kApplied,  ///< the object itself
  kReplica,  ///< the workload's own number of pods
  kJob,      ///< a run of a CronJob
  kScaled,   ///< an autoscaler asks for as many at most
  kSurge,    ///< a rolling update has more at one time
};

/// The word for it in JSON: applied, replica, job, hpa, surge.
std::string_view word_of(Why why);

/// Pods, or objects that a controller makes for them, in a number.
struct Group {
  Why why = Why::kReplica;
  std::string resource;  ///< pods, replicasets.apps, jobs.batch
  std::uint64_t count = 0;
  const Node* cause = nullptr;  ///< where the number is written, or nullptr
};

/// What a workload brings about.
struct Workload {
  std::string path;                    ///< of the pod template: spec.template; empty for a Pod
  const Node* pod_template = nullptr;  ///< a map with metadata and spec
  std::vector<Group> groups{};         ///< in the order in which they are created
  [[nodiscard]] bool is_pod() const { return path.empty(); }
};

/// The workload that the object is, if it has a pod template or is a Pod. `scaler` is what scales it, or nullptr.
std::optional<Workload> workload_of(const Node& object, const Scaler* scaler);

}  // namespace feastctl::admit
