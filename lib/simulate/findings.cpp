#include "simulate/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "catalog/codes.hpp"
#include "simulate/words.hpp"

namespace feastctl::simulate {

namespace {

constexpr double kTurnsPerHour = 4;
constexpr std::int64_t kLongPinned = 300;
constexpr std::int64_t kSlowDown = 900;

/// A stretch of time.
struct Stretch {
  std::int64_t from = 0, to = 0;
  [[nodiscard]] std::int64_t length() const { return to - from; }
};

/// The longest stretch of syncs for which `holds`.
template <typename Holds>
std::optional<Stretch> longest(const std::vector<Step>& steps, const Holds& holds) {
  std::optional<Stretch> best;
  std::optional<Stretch> now;
  for (const Step& step : steps) {
    if (!holds(step)) {
      now.reset();
      continue;
    }
    if (!now) now = Stretch{step.sync.second, step.sync.second};
    now->to = step.sync.second;
    if (!best || now->length() > best->length()) best = now;
  }
  return best;
}

std::string between(const Stretch& s) {
  return fmt::format("from {} to {}", duration_text(s.from), duration_text(s.to));
}

class Findings {
 public:
  Findings(const Scenario& scenario, const std::vector<Step>& steps, Span where, Diagnostics& out)
      : scenario_(&scenario), steps_(&steps), where_(where), out_(&out) {}

  void report() {
    metrics();
    unserved();
    late_capacity();
    flapping();
    pinned();
    scale_down();
  }

 private:
  /// At the place of a field, or at the store where that is not known.
  Diagnostic& add(const Rule& rule, std::string message, const Span& at = {}) {
    return out_->add(rule, at.known() ? at : where_, std::move(message));
  }
  [[nodiscard]] const HpaPlaces& places() const { return scenario_->hpa.places; }

  void metrics() {
    const auto& metrics = scenario_->hpa.metrics;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      const bool ever = std::ranges::any_of(*steps_, [&](const Step& step) {
        return i < step.sync.proposals.size() && step.sync.proposals[i].replicas.has_value();
      });
      if (ever) continue;
      const bool resource =
          metrics[i].type == MetricType::kResource || metrics[i].type == MetricType::kContainerResource;
      const auto& written = places().metrics;
      add(catalog::kMetricUnavailable, fmt::format("the autoscaler cannot compute {}", metrics[i].label()),
          i < written.size() ? written[i] : places().whole)
          .with_hint(resource ? fmt::format("set resources.requests.{} on every container of the pod", metrics[i].name)
                              : fmt::format("give its total: --metric {}=LOAD", metrics[i].name));
    }
  }

  void unserved() {
    // Sums of absurd loads do not fit into an integer; those of real ones are exact.
    double load = 0;
    double unserved = 0;
    std::int64_t without_pod = 0;
    for (const Step& step : *steps_) {
      load += static_cast<double>(step.served.load);
      unserved += static_cast<double>(step.served.unserved);
      without_pod += step.served.without_pod;
    }
    if (without_pod > 0) {
      add(catalog::kNoReadyPod, fmt::format("no pod is ready for {} of load", duration_text(without_pod)));
    }
    if (unserved <= 0 || load <= 0) return;
    const auto worst = longest(*steps_, [](const Step& s) { return s.served.unserved > 0; });
    add(catalog::kUnservedLoad, fmt::format("{:.1f} % of the load is not served", std::max(100 * unserved / load, 0.1)))
        .with_found(fmt::format("{:.0f} core-seconds above the CPU limits or without a ready pod, mostly {}",
                                std::floor(unserved / 1000), between(*worst)));
  }

  /// Time until there are as many ready pods as the load needs, after it has risen.
  void late_capacity() {
    const Capacity capacity = cpu_capacity(*scenario_);
    if (capacity.per_pod == 0) return;
    // Within the tolerance the autoscaler leaves the pods as they are; limits have none.
    const double most =
        static_cast<double>(capacity.per_pod) * (capacity.limited ? 1 : 1 + scenario_->hpa.up.tolerance);
    const auto late = longest(*steps_, [&](const Step& step) {
      return static_cast<double>(step.load()) > most * static_cast<double>(step.sync.ready);
    });
    if (!late || late->length() < 2 * kSyncPeriod) return;
    add(catalog::kLateCapacity, how_late(*late, most), places().min_replicas)
        .with_found(fmt::format("{}, more load than {} per ready pod", between(*late), cpu_text(capacity.per_pod)));
  }

  /// How the stretch without capacity ends: with more pods, with less load, or not at all.
  [[nodiscard]] std::string how_late(const Stretch& late, double per_pod) const {
    const auto last = std::ranges::find(*steps_, late.to, [](const Step& s) { return s.sync.second; });
    const auto next = last + 1;
    if (next == steps_->end()) return "the capacity for the load is not reached";
    const bool enough = static_cast<double>(last->load()) <= per_pod * static_cast<double>(next->sync.ready);
    if (enough) return fmt::format("the capacity for the load is reached only after {}", duration_text(late.length()));
    return fmt::format("the load falls after {}, before the capacity for it is reached", duration_text(late.length()));
  }

  void flapping() {
    int turns = 0;
    int direction = 0;
    for (const Step& step : *steps_) {
      const int now = (step.sync.desired > step.sync.replicas) - (step.sync.desired < step.sync.replicas);
      if (now == 0) continue;
      turns += direction != 0 && now != direction;
      direction = now;
    }
    const double hours = std::max(static_cast<double>(scenario_->duration) / 3600, 1.0);
    if (turns <= kTurnsPerHour * hours) return;
    add(catalog::kFlapping,
        fmt::format("the autoscaler changes its direction {} times in {}", turns, duration_text(scenario_->duration)),
        places().scale_down)
        .with_hint("lengthen behavior.scaleDown.stabilizationWindowSeconds, or raise the tolerance");
  }

  void pinned() {
    const auto pinned = longest(*steps_, [&](const Step& step) {
      return step.sync.stabilized > scenario_->hpa.max_replicas && step.sync.desired == scenario_->hpa.max_replicas;
    });
    if (!pinned || pinned->length() < kLongPinned) return;
    std::int32_t most = 0;
    for (const Step& step : *steps_) most = std::max(most, step.sync.wanted);
    add(catalog::kPinnedAtMaximum,
        fmt::format("maxReplicas ({}) holds the autoscaler for {}", scenario_->hpa.max_replicas,
                    duration_text(pinned->length())),
        places().max_replicas)
        .with_found(fmt::format("{}; it asks for up to {}", between(*pinned), most));
  }

  void scale_down() {
    const Sync& last = steps_->back().sync;
    const auto peak = std::ranges::max_element(*steps_, {}, [](const Step& s) { return s.sync.desired; });
    if (peak->sync.desired <= scenario_->hpa.min_replicas) return;
    const std::int32_t at_first = steps_->front().sync.wanted;
    const bool quiet =
        at_first <= scenario_->hpa.min_replicas && cpu_load(*scenario_, scenario_->duration) <= cpu_load(*scenario_, 0);
    if (last.desired > scenario_->hpa.min_replicas && quiet) {
      add(catalog::kStaysAboveMinimum,
          fmt::format("{} replicas remain at the end, although the load is as at the "
                      "beginning; minReplicas is {}",
                      last.desired, scenario_->hpa.min_replicas),
          places().scale_down);
    }
    const auto& down = scenario_->hpa.down;
    if (scenario_->hpa.has_behavior && down.select != SelectPolicy::kDisabled &&
        down.window < kDownscaleStabilization) {
      add(catalog::kFastScaleDown,
          fmt::format("the autoscaler scales down after {} instead of 5m", duration_text(down.window)),
          places().scale_down);
    }
    const std::int32_t minimum = scenario_->hpa.min_replicas;
    const auto waits = longest(*steps_, [&](const Step& s) {
      return s.sync.wanted > 0 && s.sync.wanted < s.sync.desired && s.sync.desired > minimum;
    });
    if (waits && waits->length() > kSlowDown) {
      add(catalog::kSlowScaleDown,
          fmt::format("more pods than the metrics ask for run for {}", duration_text(waits->length())),
          places().scale_down)
          .with_found(between(*waits));
    }
  }

  const Scenario* scenario_;
  const std::vector<Step>* steps_;
  Span where_;
  Diagnostics* out_;
};

}  // namespace

void report_findings(const Scenario& scenario, const std::vector<Step>& steps, Span where, Diagnostics& out) {
  if (!steps.empty()) Findings(scenario, steps, where, out).report();
}

}  // namespace feastctl::simulate
