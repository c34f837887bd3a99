/// @file
/// @brief The HorizontalPodAutoscaler's controller: what it decides every 15 seconds.
///
/// Source: reconcileAutoscaler and computeReplicasForMetrics in pkg/controller/podautoscaler/horizontal.go of
/// Kubernetes 1.35.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "simulate/limits.hpp"
#include "simulate/plant.hpp"
#include "simulate/replica_calculator.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// A condition of the autoscaler's status; one that was never set has no reason.
struct Condition {
  bool status = false;
  std::string_view reason{};
  bool operator==(const Condition&) const = default;
};

/// What the controller saw and did in one sync.
struct Sync {
  std::int64_t second = 0;
  std::int32_t replicas = 0;  ///< before the decision
  std::int32_t ready = 0;
  std::int32_t desired = 0;           ///< after it
  std::vector<Proposal> proposals{};  ///< one per metric of the spec; none where only the bounds decided
  Condition able_to_scale{}, scaling_active{}, scaling_limited{};

  // For people: what led to `desired`.
  std::size_t metric = 0;       ///< the metric that asks for the most
  std::int32_t wanted = 0;      ///< what it asks for
  std::int32_t stabilized = 0;  ///< … after stabilization
};

class Controller {
 public:
  /// The scenario must outlive the controller.
  explicit Controller(const Scenario& scenario) : scenario_(&scenario), limits_(scenario.hpa) {}

  /// Looks at the pods, half a second past `now`, and decides. Scaling them is the caller's.
  Sync sync(const Plant& plant, std::int64_t now);

 private:
  /// The highest of the proposals, or nothing when the metrics that fail do not allow a decision.
  std::optional<std::int32_t> compute(const Plant& plant, Sync& sync);

  const Scenario* scenario_;
  Limits limits_;
  bool first_ = true;
  Condition able_to_scale_{}, scaling_active_{}, scaling_limited_{};
};

/// The reason of ScalingActive when a metric of this type cannot be computed.
std::string_view failure_reason(MetricType type);

}  // namespace feastctl::simulate
