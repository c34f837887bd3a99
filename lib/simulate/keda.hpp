/// @file
/// @brief KEDA: a ScaledObject as the HorizontalPodAutoscaler that KEDA makes of it, and what KEDA does itself.
///
/// Source: KEDA 2.20, controllers/keda/hpa.go, pkg/scaling/scale_handler.go,
/// pkg/scaling/executor/scale_scaledobjects.go and the metadata of pkg/scalers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "simulate/hpa.hpp"

namespace feastctl::simulate {

/// A trigger of which KEDA asks whether it is active.
struct KedaTrigger {
  std::string metric;           ///< the external metric of the autoscaler
  std::int64_t activation = 0;  ///< active above this, in thousandths
};

/// What KEDA does beside the autoscaler: it scales from and to idle. Times are in seconds.
struct Keda {
  std::int32_t min_replicas = 0;  ///< minReplicaCount as it is written
  std::optional<std::int32_t> idle_replicas{};
  std::int64_t polling = 30;
  std::int64_t cooldown = 300;
  bool always_active = false;  ///< there is no trigger but CPU and memory
  std::vector<KedaTrigger> triggers{};

  /// Whether it ever scales by itself.
  [[nodiscard]] bool idles() const { return !always_active && (idle_replicas || min_replicas == 0); }
  /// The replicas while nothing is active.
  [[nodiscard]] std::int32_t idle() const { return idle_replicas.value_or(min_replicas); }
};

/// What becomes of a ScaledObject.
struct ScaledObject {
  Hpa hpa;
  Keda keda;
  /// By which names a person may call a trigger's metric: its own name and its type, as far as they are of one trigger.
  std::vector<std::pair<std::string, std::string>> names{};
  std::vector<std::string> cached{};  ///< metrics that the autoscaler sees as KEDA polled them (useCachedMetrics)
};

/// Reads a ScaledObject (keda.sh/v1alpha1). Triggers `cpu` and `memory` become resource metrics; every other one an
/// external metric, called by its place and type: `s0-prometheus`. What is wrong is reported by `rule` at the nodes of
/// the object; nothing is returned then.
std::optional<ScaledObject> read_scaled_object(const Node& object, const Rule& rule, Diagnostics& out);

/// KEDA while time passes.
class KedaLoop {
 public:
  /// `keda` must outlive this.
  explicit KedaLoop(const Keda& keda) : keda_(&keda) {}

  [[nodiscard]] bool polls_at(std::int64_t now) const { return now % keda_->polling == 0; }
  /// Polls: the replicas that KEDA wants, the current ones if it leaves them alone. `active` is whether a trigger is.
  std::int32_t poll(std::int64_t now, std::int32_t current, bool active);

 private:
  const Keda* keda_;
  std::optional<std::int64_t> last_active_{};
};

}  // namespace feastctl::simulate
