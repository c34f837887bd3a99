/// @file
/// @brief The spec of a HorizontalPodAutoscaler as its controller uses it: typed, with the API server's defaults.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::simulate {

enum class MetricType : std::uint8_t { kResource, kContainerResource, kPods, kObject, kExternal };
enum class TargetType : std::uint8_t { kUtilization, kAverageValue, kValue };

/// One entry of spec.metrics.
struct Metric {
  MetricType type = MetricType::kResource;
  std::string name;  ///< of the resource or the metric
  std::string container{};
  TargetType target = TargetType::kUtilization;
  std::int64_t value = 0;  ///< percent for kUtilization, otherwise thousandths

  /// What status.currentMetrics calls it: `cpu`, `online/cpu`, `queue_length`.
  [[nodiscard]] std::string label() const;
};

enum class PolicyType : std::uint8_t { kPods, kPercent };
enum class SelectPolicy : std::uint8_t { kMax, kMin, kDisabled };

struct Policy {
  PolicyType type = PolicyType::kPods;
  std::int32_t value = 0;
  std::int32_t period = 0;  ///< seconds
};

/// One side of spec.behavior.
struct ScalingRules {
  std::int32_t window = 0;  ///< stabilization, seconds
  SelectPolicy select = SelectPolicy::kMax;
  std::vector<Policy> policies;
  double tolerance = 0.1;
};

/// Where the fields are written; the nearest thing to it where a field is absent.
struct HpaPlaces {
  Span whole{}, min_replicas{}, max_replicas{}, scale_down{};
  std::vector<Span> metrics{};
};

struct Hpa {
  std::int32_t min_replicas = 1;
  std::int32_t max_replicas = 1;
  std::vector<Metric> metrics;
  bool has_behavior = false;  ///< without it, the controller limits and stabilizes in an older way
  ScalingRules up{}, down{};
  HpaPlaces places{};
};

/// Settings of kube-controller-manager, all at their defaults.
inline constexpr std::int64_t kSyncPeriod = 15;
inline constexpr std::int64_t kDownscaleStabilization = 300;
inline constexpr std::int64_t kCpuInitializationPeriod = 300;
inline constexpr std::int64_t kInitialReadinessDelay = 30;

/// The places of the fields of an autoscaler's spec, which a FeatureStore spells alike.
HpaPlaces places_of_hpa(const Field& spec);
/// … and of the spec of a ScaledObject.
HpaPlaces places_of_scaled_object(const Field& spec);

/// Reads the spec of an autoscaling/v2 HorizontalPodAutoscaler and applies the defaults of the API server
/// (pkg/apis/autoscaling/v2/defaults.go). What is wrong is reported by `rule`; nothing is returned then.
std::optional<Hpa> read_hpa(const Field& spec, const Rule& rule, Diagnostics& out);

}  // namespace feastctl::simulate
