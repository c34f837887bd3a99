/// @file
/// @brief From what the metrics ask for to what the autoscaler does: stabilization, rates, minimum and maximum.
///
/// Source: normalizeDesiredReplicas, normalizeDesiredReplicasWithBehaviors and what they call, in
/// pkg/controller/podautoscaler/horizontal.go of Kubernetes 1.35.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "simulate/hpa.hpp"

namespace feastctl::simulate {

/// The outcome of a normalization, with the reasons of the conditions AbleToScale and ScalingLimited.
struct Limited {
  std::int32_t desired = 0;
  std::int32_t stabilized = 0;
  std::string_view able_reason{};
  bool limited = false;
  std::string_view limited_reason{};
};

/// Remembers recommendations and changes, as the controller does per autoscaler. Times are seconds.
class Limits {
 public:
  explicit Limits(const Hpa& hpa) : hpa_(&hpa) {}

  /// The controller begins with the current number as a recommendation.
  void first_recommendation(std::int64_t now, std::int32_t current);
  /// Limits what the metrics ask for.
  Limited normalize(std::int64_t now, std::int32_t current, std::int32_t wanted);
  /// Remembers a change; without a behavior nobody would ask for it.
  void changed(std::int64_t now, std::int32_t from, std::int32_t to);

 private:
  struct Recommendation {
    std::int32_t replicas = 0;
    std::int64_t time = 0;
  };
  struct Change {
    std::int32_t replicas = 0;
    std::int64_t time = 0;
    bool outdated = false;
  };
  using Changes = std::vector<Change>;

  void recommend(std::size_t place, std::int64_t now, std::int32_t wanted);
  std::int32_t stabilize(std::int64_t now, std::int32_t wanted);
  std::int32_t stabilize_with_behavior(std::int64_t now, std::int32_t current, std::int32_t wanted);
  void limit(std::int32_t current, Limited& result) const;
  void limit_with_behavior(std::int64_t now, std::int32_t current, Limited& result) const;
  [[nodiscard]] std::int32_t rate_limit(std::int64_t now, std::int32_t current, const ScalingRules& rules,
                                        bool up) const;

  const Hpa* hpa_;
  std::vector<Recommendation> recommendations_;
  Changes ups_, downs_;
};

}  // namespace feastctl::simulate
