#include "simulate/hpa.hpp"

#include <fmt/format.h>

#include <limits>

#include "simulate/read.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::int32_t kMaxInt32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kDefaultUtilization = 80;
constexpr std::int32_t kLongestWindow = 3600;
constexpr std::int32_t kLongestPeriod = 1800;
constexpr std::size_t kMostMetrics = 100;

ScalingRules default_rules_up() {
  return {.window = 0, .policies = {{PolicyType::kPods, 4, 15}, {PolicyType::kPercent, 100, 15}}};
}

ScalingRules default_rules_down() {
  return {.window = static_cast<std::int32_t>(kDownscaleStabilization), .policies = {{PolicyType::kPercent, 100, 15}}};
}

/// Which of the target's values counts depends on the metric: the controller looks at the fields, and only for Object
/// metrics at the type as well.
void read_target(const Field& target, const Reader& read, Metric& into) {
  if (!read.map(target, true)) return;
  const Field average = target.child("averageValue");
  const Field value = target.child("value");
  const Field utilization = target.child("averageUtilization");
  const bool of_resource = into.type == MetricType::kResource || into.type == MetricType::kContainerResource;
  const bool may_be_value = into.type == MetricType::kObject || into.type == MetricType::kExternal;
  if (average.present()) {
    into.target = TargetType::kAverageValue;
    into.value = read.milli_quantity(average);
  } else if (may_be_value && value.present()) {
    into.target = TargetType::kValue;
    into.value = read.milli_quantity(value);
  } else if (of_resource && utilization.present()) {
    into.target = TargetType::kUtilization;
    into.value = read.integer(utilization, 1, kMaxInt32, std::nullopt);
  } else {
    read.report(target, fmt::format("{} has no target that this type of metric can use", target.path()))
        .with_expected(of_resource    ? "averageUtilization or averageValue"
                       : may_be_value ? "value or averageValue"
                                      : "averageValue");
  }
}

Metric read_metric(const Field& at, const Reader& read) {
  Metric metric;
  if (!read.map(at, true)) return metric;
  const std::size_t type =
      read.word(at.child("type"), {"Resource", "ContainerResource", "Pods", "Object", "External"}, std::nullopt);
  metric.type = static_cast<MetricType>(type);
  constexpr std::string_view kKeys[] = {"resource", "containerResource", "pods", "object", "external"};
  const Field source = at.child(kKeys[type]);
  if (!read.map(source, true)) return metric;
  if (metric.type == MetricType::kResource || metric.type == MetricType::kContainerResource) {
    metric.name = read.text(source.child("name"));
    if (metric.type == MetricType::kContainerResource) metric.container = read.text(source.child("container"));
  } else {
    const Field identifier = source.child("metric");
    metric.name = read.text(identifier.child("name"));
  }
  read_target(source.child("target"), read, metric);
  return metric;
}

void read_policies(const Field& at, const Reader& read, ScalingRules& rules) {
  if (!read.list(at, false)) return;
  rules.policies.clear();
  if (at.size() == 0 || at.size() > kMostMetrics) {
    read.report(at, fmt::format("{} must have 1 to {} policies", at.path(), kMostMetrics));
    return;
  }
  for (std::size_t i = 0; i < at.size(); ++i) {
    const Field item = at.item(i);
    if (!read.map(item, true)) continue;
    rules.policies.push_back({static_cast<PolicyType>(read.word(item.child("type"), {"Pods", "Percent"}, std::nullopt)),
                              read.integer32(item.child("value"), 1, kMaxInt32, std::nullopt),
                              read.integer32(item.child("periodSeconds"), 1, kLongestPeriod, std::nullopt)});
  }
}

void read_rules(const Field& at, const Reader& read, ScalingRules& rules) {
  if (!read.map(at, false)) return;
  rules.window = read.integer32(at.child("stabilizationWindowSeconds"), 0, kLongestWindow, rules.window);
  rules.select = static_cast<SelectPolicy>(read.word(at.child("selectPolicy"), {"Max", "Min", "Disabled"}, 0));
  read_policies(at.child("policies"), read, rules);
  rules.tolerance = read.fraction(at.child("tolerance"), rules.tolerance);
}

}  // namespace

std::string Metric::label() const {
  return type == MetricType::kContainerResource ? fmt::format("{}/{}", container, name) : name;
}

std::optional<Hpa> read_hpa(const Field& spec, const Rule& rule, Diagnostics& out) {
  const Reader read(rule, out);
  if (!read.map(spec, true)) return std::nullopt;
  Hpa hpa;
  hpa.places = places_of_hpa(spec);
  hpa.up = default_rules_up();
  hpa.down = default_rules_down();
  hpa.min_replicas = read.integer32(spec.child("minReplicas"), 0, kMaxInt32, 1);
  hpa.max_replicas = read.integer32(spec.child("maxReplicas"), 1, kMaxInt32, std::nullopt);
  if (read.fine() && hpa.max_replicas < hpa.min_replicas) {
    read.report(spec.child("maxReplicas"), "maxReplicas must not be less than minReplicas");
  }
  const Field metrics = spec.child("metrics");
  if (read.list(metrics, false)) {
    if (metrics.size() > kMostMetrics) {
      read.report(metrics, fmt::format("{} must have at most {} metrics", metrics.path(), kMostMetrics));
      return std::nullopt;
    }
    for (std::size_t i = 0; i < metrics.size(); ++i) hpa.metrics.push_back(read_metric(metrics.item(i), read));
  }
  if (hpa.metrics.empty()) hpa.metrics.push_back({.name = "cpu", .value = kDefaultUtilization});
  const Field behavior = spec.child("behavior");
  if (read.map(behavior, false)) {
    hpa.has_behavior = true;
    read_rules(behavior.child("scaleUp"), read, hpa.up);
    read_rules(behavior.child("scaleDown"), read, hpa.down);
  }
  if (!read.fine()) return std::nullopt;
  return hpa;
}

}  // namespace feastctl::simulate
