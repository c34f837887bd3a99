#include "simulate/replica_calculator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace feastctl::simulate {

namespace {

constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();

/// Go's arithmetic on int64, which wraps.
std::int64_t times(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}
std::int64_t plus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// Go's division, which wraps as well. Where Go would stop for a zero, the metric was refused before.
std::int64_t divided(std::int64_t a, std::int64_t b) {
  if (b == 0) return 0;
  return b == -1 ? times(a, -1) : a / b;
}

/// Go's int64(x) of a float64 on amd64.
std::int64_t to_int64(double value) {
  constexpr double kBeyond = 9223372036854775808.0;
  return value >= -kBeyond && value < kBeyond ? static_cast<std::int64_t>(value)
                                              : std::numeric_limits<std::int64_t>::min();
}

class Tolerance {
 public:
  explicit Tolerance(const Hpa& hpa) : down_(hpa.down.tolerance), up_(hpa.up.tolerance) {}
  [[nodiscard]] bool covers(double ratio) const { return (1.0 - down_) <= ratio && ratio <= (1.0 + up_); }

 private:
  double down_, up_;
};

/// Whether the CPU sample of a running pod is left out because the pod is, or was a moment ago, starting.
bool is_starting(const Cohort& pod, std::int64_t now, std::int64_t scraped) {
  const bool ready = pod.state(now) == PodState::kReady;
  const std::int64_t transition = ready ? pod.ready_since : pod.start_time;
  // The look is half a second past `now`, so a period that ends at `now` is over.
  if (pod.start_time + kCpuInitializationPeriod > now) return !ready || scraped < transition + kSyncPeriod;
  return !ready && pod.start_time + kInitialReadinessDelay > transition;
}

/// The pods by what their samples are good for; the samples of pods that are starting are taken out.
struct Groups {
  std::int64_t ready = 0, unready = 0, missing = 0;
  std::int64_t measured = 0;  ///< pods whose sample counts
  std::int64_t total = 0;     ///< the sum of their values
};

Groups group(const Plant& plant, const Samples& samples, bool cpu, std::int64_t now) {
  Groups groups;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const Cohort& pod = plant.cohorts()[i];
    if (pod.state(now) == PodState::kPending) {
      groups.unready += pod.count;
    } else if (!samples[i]) {
      groups.missing += pod.count;
    } else if (cpu && is_starting(pod, now, *plant.scraped())) {
      groups.unready += pod.count;
    } else {
      groups.ready += pod.count;
      groups.measured += pod.count;
      groups.total = plus(groups.total, times(*samples[i], pod.count));
    }
  }
  return groups;
}

/// A total over pods as a ratio to the target, with what of it the status shows.
struct Ratio {
  double ratio = 0;
  std::int64_t usage = 0;
  std::int32_t utilization = 0;
};

/// Target: a percentage of the requests. `request` is that of one pod, in thousandths.
Ratio utilization_ratio(std::int64_t total, std::int64_t pods, std::int64_t request, std::int64_t target) {
  const auto percent = static_cast<std::int32_t>(divided(times(total, 100), times(request, pods)));
  return {static_cast<double>(percent) / static_cast<double>(target), total / pods, percent};
}

Ratio usage_ratio(std::int64_t total, std::int64_t pods, std::int64_t target) {
  const std::int64_t average = total / pods;  // whole, as the controller has it
  return {static_cast<double>(average) / static_cast<double>(target), average};
}

/// From the first ratio to replicas. `again` gives the ratio for another total and number of pods; `fallback` is what a
/// pod without a sample is taken to use when the others are below the target.
template <typename Again>
std::int32_t replicas_for(const Groups& groups, double ratio, std::int32_t current, const Tolerance& tolerance,
                          std::int64_t fallback, const Again& again) {
  const bool up_with_unready = groups.unready > 0 && ratio > 1.0;
  if (!up_with_unready && groups.missing == 0) {
    if (tolerance.covers(ratio)) return current;
    return to_int32(std::ceil(ratio * static_cast<double>(groups.ready)));
  }
  std::int64_t total = groups.total;
  std::int64_t pods = groups.measured;
  if (ratio < 1.0) total = plus(total, times(fallback, groups.missing));
  if (ratio != 1.0) pods += groups.missing;
  if (up_with_unready) pods += groups.unready;
  const double changed = again(total, pods);
  const bool turned = (ratio < 1.0 && changed > 1.0) || (ratio > 1.0 && changed < 1.0);
  if (tolerance.covers(changed) || turned) return current;
  const std::int32_t replicas = to_int32(std::ceil(changed * static_cast<double>(pods)));
  const bool backwards = (changed < 1.0 && replicas > current) || (changed > 1.0 && replicas < current);
  return backwards ? current : replicas;
}

/// The request of one pod, by one container or all; nothing when a container has none.
std::optional<std::int64_t> request_of(const Scenario& scenario, const Metric& metric) {
  std::int64_t sum = 0;
  for (const Container& container : scenario.containers) {
    if (!metric.container.empty() && container.name != metric.container) continue;
    const Usage* usage = container.find(metric.name);
    if (usage == nullptr || !usage->request) return std::nullopt;
    sum = plus(sum, metric.name == "cpu" ? *usage->request : times(*usage->request, 1000));
  }
  return sum == 0 ? std::nullopt : std::optional(sum);
}

Proposal of_pods(const Plant& plant, const Scenario& scenario, const Metric& metric, const Samples& samples,
                 std::int64_t now) {
  const bool resource = metric.type != MetricType::kPods;
  const Groups groups = group(plant, samples, resource && metric.name == "cpu", now);
  Proposal proposal{.missing = groups.missing, .unready = groups.unready};
  if (groups.measured == 0) return proposal;
  const Tolerance tolerance(scenario.hpa);
  const auto current = static_cast<std::int32_t>(plant.replicas());
  if (metric.target != TargetType::kUtilization) {
    const Ratio ratio = usage_ratio(groups.total, groups.measured, metric.value);
    proposal.usage = ratio.usage;
    proposal.replicas = replicas_for(groups, ratio.ratio, current, tolerance, metric.value, [&](auto total, auto pods) {
      return usage_ratio(total, pods, metric.value).ratio;
    });
    return proposal;
  }
  const auto request = request_of(scenario, metric);
  if (!request || times(*request, groups.measured) == 0) return proposal;
  const Ratio ratio = utilization_ratio(groups.total, groups.measured, *request, metric.value);
  proposal.usage = ratio.usage;
  proposal.utilization = ratio.utilization;
  const std::int64_t fallback = times(*request, std::max<std::int64_t>(100, metric.value)) / 100;
  proposal.replicas = replicas_for(groups, ratio.ratio, current, tolerance, fallback, [&](auto total, auto pods) {
    return utilization_ratio(total, pods, *request, metric.value).ratio;
  });
  return proposal;
}

/// Object and External metrics whose target is the value as a whole.
std::int32_t replicas_for_value(const Plant& plant, double ratio, const Tolerance& tolerance, std::int64_t now) {
  if (plant.replicas() == 0) return to_int32(std::ceil(ratio));
  if (tolerance.covers(ratio)) return static_cast<std::int32_t>(plant.replicas());
  const double replicas = ratio * static_cast<double>(plant.count(now, PodState::kReady));
  return replicas > kMost ? kMost : to_int32(std::ceil(replicas));
}

Proposal of_total(const Plant& plant, const Hpa& hpa, const Metric& metric, std::int64_t now) {
  const auto total = plant.total(metric.name);
  if (!total) return {};
  const Tolerance tolerance(hpa);
  const auto usage = static_cast<double>(*total);
  const auto target = static_cast<double>(metric.value);
  if (metric.target == TargetType::kValue) {
    return {.replicas = replicas_for_value(plant, usage / target, tolerance, now), .usage = *total};
  }
  const auto replicas = static_cast<double>(plant.replicas());
  Proposal proposal{.replicas = static_cast<std::int32_t>(plant.replicas())};
  if (!tolerance.covers(usage / (target * replicas))) {
    const double wanted = std::ceil(usage / target);
    // Only external metrics are capped.
    proposal.replicas = metric.type == MetricType::kExternal && wanted > kMost ? kMost : to_int32(wanted);
  }
  proposal.usage = to_int64(std::ceil(usage / replicas));
  return proposal;
}

}  // namespace

std::int32_t to_int32(double value) {
  return value > static_cast<double>(kLeast) - 1 && value < static_cast<double>(kMost) + 1
             ? static_cast<std::int32_t>(value)
             : kLeast;
}

Proposal propose(const Plant& plant, const Scenario& scenario, const Metric& metric, std::int64_t now) {
  if (metric.type == MetricType::kObject || metric.type == MetricType::kExternal) {
    return of_total(plant, scenario.hpa, metric, now);
  }
  if (metric.type == MetricType::kPods) {
    return of_pods(plant, scenario, metric, plant.pods_metric(metric.name), now);
  }
  const auto samples = plant.use(metric.name, metric.container);
  return samples ? of_pods(plant, scenario, metric, *samples, now) : Proposal{};
}

}  // namespace feastctl::simulate
