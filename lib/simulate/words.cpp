#include "simulate/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "simulate/line.hpp"

namespace feastctl::simulate {

namespace {

/// The metric that decided, with its value beside its target: `cpu is at 120 % of 70 %`.
std::string metric_text(const Scenario& scenario, const Sync& sync) {
  const Metric& metric = scenario.hpa.metrics[sync.metric];
  const Proposal& proposal = sync.proposals[sync.metric];
  if (proposal.utilization) {
    return fmt::format("{} at {} %, target {} %", metric.label(), *proposal.utilization, metric.value);
  }
  const bool cpu = metric.name == "cpu" && metric.type != MetricType::kPods;
  const auto amount = [&](std::int64_t value) {
    return cpu ? cpu_text(value) : fmt::format("{:g}", static_cast<double>(value) / 1000);
  };
  return fmt::format("{} at {}{}, target {}", metric.label(), amount(proposal.usage),
                     metric.target == TargetType::kValue ? "" : " per pod", amount(metric.value));
}

std::string_view limit_text(std::string_view reason) {
  if (reason == "TooManyReplicas") return "maxReplicas holds it";
  if (reason == "TooFewReplicas") return "minReplicas holds it";
  if (reason == "ScaleUpLimit") return "the scale-up rate holds it";
  if (reason == "ScaleDownLimit") return "the scale-down rate holds it";
  return {};
}

}  // namespace

std::string duration_text(std::int64_t seconds) {
  if (seconds == 0) return "0s";
  std::string text;
  if (seconds >= 3600) text += fmt::format("{}h", seconds / 3600);
  if (seconds % 3600 >= 60) text += fmt::format("{}m", seconds % 3600 / 60);
  if (seconds % 60 != 0) text += fmt::format("{}s", seconds % 60);
  return text;
}

std::string cpu_text(std::int64_t millicores) {
  if (millicores < 1000) return fmt::format("{}m", millicores);
  return fmt::format("{:.10g}", static_cast<double>(millicores) / 1000);
}

std::string action_text(const Sync& sync) {
  if (sync.desired > sync.replicas) return fmt::format("scales up to {}", sync.desired);
  if (sync.desired < sync.replicas) return fmt::format("scales down to {}", sync.desired);
  return fmt::format("keeps {}", sync.desired);
}

std::string load_text(const Scenario& scenario, const Step& step) {
  for (const Container& container : scenario.containers) {
    const Usage* cpu = container.find("cpu");
    if (cpu != nullptr && !cpu->load.empty()) return cpu_text(step.load());
  }
  return "-";
}

std::string keda_text(const Step::KedaScale& keda) {
  return keda.to > keda.from ? fmt::format("KEDA scales up from {} to {}: a trigger is active", keda.from, keda.to)
                             : fmt::format("KEDA scales down from {} to {}: no trigger is active", keda.from, keda.to);
}

std::string reason_text(const Scenario& scenario, const Sync& sync) {
  if (sync.proposals.empty()) {
    return sync.replicas == 0 ? "autoscaling is off at zero replicas" : "the number was outside of its bounds";
  }
  if (!sync.scaling_active.status) {
    for (std::size_t i = 0; i < sync.proposals.size(); ++i) {
      if (!sync.proposals[i].replicas) return fmt::format("{} cannot be computed", scenario.hpa.metrics[i].label());
    }
  }
  std::string text = metric_text(scenario, sync);
  if (sync.wanted == sync.replicas && sync.stabilized == sync.replicas) return text + ", within tolerance or at size";
  if (sync.stabilized != sync.wanted) {
    text += fmt::format("; asks for {}, but {} in the stabilization window", sync.wanted,
                        sync.wanted < sync.stabilized ? "more was asked for" : "less was asked for");
  } else {
    text += fmt::format("; asks for {}", sync.wanted);
  }
  if (sync.scaling_limited.status) text += fmt::format(", {}", limit_text(sync.scaling_limited.reason));
  return text;
}

std::int64_t cpu_load(const Scenario& scenario, std::int64_t second) {
  std::int64_t load = 0;
  for (const Container& container : scenario.containers) {
    if (const Usage* cpu = container.find("cpu")) load += Walk(cpu->load, second).next();
  }
  return load;
}

Capacity cpu_capacity(const Scenario& scenario) {
  Capacity capacity;
  for (const Container& container : scenario.containers) {
    const Usage* cpu = container.find("cpu");
    if (cpu == nullptr || cpu->load.empty()) continue;
    capacity.limited = capacity.limited && cpu->limit.has_value();
    capacity.per_pod += std::max<std::int64_t>(cpu->limit.value_or(0) - cpu->idle, 0);
  }
  if (capacity.limited && capacity.per_pod > 0) return capacity;
  capacity = {.per_pod = 0, .limited = false};
  for (const Metric& metric : scenario.hpa.metrics) {
    if (metric.name != "cpu" || metric.type == MetricType::kPods) continue;
    std::int64_t request = 0;
    for (const Container& container : scenario.containers) {
      const Usage* cpu = container.find("cpu");
      if (cpu != nullptr && (metric.container.empty() || metric.container == container.name)) {
        request += cpu->request.value_or(0);
      }
    }
    capacity.per_pod = metric.target == TargetType::kUtilization
                           ? request / 100 * metric.value + request % 100 * metric.value / 100
                           : metric.value;
    break;
  }
  return capacity;
}

}  // namespace feastctl::simulate
