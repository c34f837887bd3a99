#include "simulate/controller.hpp"

#include <algorithm>
#include <utility>

namespace feastctl::simulate {

std::string_view failure_reason(MetricType type) {
  switch (type) {
    case MetricType::kResource: return "FailedGetResourceMetric";
    case MetricType::kContainerResource: return "FailedGetContainerResourceMetric";
    case MetricType::kPods: return "FailedGetPodsMetric";
    case MetricType::kObject: return "FailedGetObjectMetric";
    case MetricType::kExternal: return "FailedGetExternalMetric";
  }
  return {};
}

std::optional<std::int32_t> Controller::compute(const Plant& plant, Sync& sync) {
  const auto& metrics = scenario_->hpa.metrics;
  std::int32_t replicas = 0;
  const Metric* failed = nullptr;
  std::size_t failures = 0;
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const Proposal& proposal = sync.proposals.emplace_back(propose(plant, *scenario_, metrics[i], sync.second));
    if (!proposal.replicas) {
      if (failed == nullptr) failed = &metrics[i];
      ++failures;
    } else if (replicas == 0 || *proposal.replicas > replicas) {
      replicas = *proposal.replicas;
      sync.metric = i;
    }
  }
  if (failed != nullptr && (failures == metrics.size() || replicas < sync.replicas)) {
    scaling_active_ = {false, failure_reason(failed->type)};
    return std::nullopt;
  }
  scaling_active_ = {true, "ValidMetricFound"};
  return replicas;
}

Sync Controller::sync(const Plant& plant, std::int64_t now) {
  const Hpa& hpa = scenario_->hpa;
  Sync sync{.second = now,
            .replicas = static_cast<std::int32_t>(plant.replicas()),
            .ready = static_cast<std::int32_t>(plant.count(now, PodState::kReady))};
  able_to_scale_ = {true, "SucceededGetScale"};
  if (std::exchange(first_, false)) limits_.first_recommendation(now, sync.replicas);
  sync.desired = sync.replicas;
  if (sync.replicas == 0 && hpa.min_replicas != 0) {
    scaling_active_ = {false, "ScalingDisabled"};
  } else if (sync.replicas > hpa.max_replicas || sync.replicas < hpa.min_replicas) {
    sync.desired = std::clamp(sync.replicas, hpa.min_replicas, hpa.max_replicas);
  } else if (const auto wanted = compute(plant, sync)) {
    // A proposal below zero is an overflow; the controller starts from zero.
    sync.wanted = std::max(*wanted, 0);
    const Limited limited = limits_.normalize(now, sync.replicas, sync.wanted);
    able_to_scale_ = {true, limited.able_reason};
    scaling_limited_ = {limited.limited, limited.limited_reason};
    sync.stabilized = limited.stabilized;
    sync.desired = limited.desired;
  }
  if (sync.desired != sync.replicas) {
    able_to_scale_ = {true, "SucceededRescale"};
    limits_.changed(now, sync.replicas, sync.desired);
  }
  sync.able_to_scale = able_to_scale_;
  sync.scaling_active = scaling_active_;
  sync.scaling_limited = scaling_limited_;
  return sync;
}

}  // namespace feastctl::simulate
