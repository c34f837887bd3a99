#include "simulate/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "simulate/line.hpp"
#include "simulate/words.hpp"

namespace feastctl::simulate {

namespace {

/// A round number of at least `value`: 1, 2 or 5 times a power of ten.
double rounded_up(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= value) return factor * power;
  }
  return 10 * power;
}

/// Four whole numbers of pods apart, so that every line of the grid is one.
double pods_scale_of(double most) {
  const double step = std::ceil(most / 4);
  return 4 * (step <= 5 ? std::max(step, 1.0) : rounded_up(step));
}

bool has_load(const Scenario& scenario) {
  return std::ranges::any_of(scenario.containers, [](const Container& c) {
    const Usage* cpu = c.find("cpu");
    return cpu != nullptr && !cpu->load.empty();
  });
}

/// The first metric of the autoscaler with a total, or nullptr.
const Metric* metric_with_total(const Scenario& scenario) {
  const auto& metrics = scenario.hpa.metrics;
  const auto found = std::ranges::find_if(metrics, [&](const Metric& m) {
    const bool of_pods = m.type == MetricType::kResource || m.type == MetricType::kContainerResource;
    return !of_pods && scenario.find(m.name) != nullptr;
  });
  return found == metrics.end() ? nullptr : &*found;
}

/// Puts the metric's total in the place of the CPU load.
void show_metric(const Metric& metric, const MetricTotal& total, Chart& chart) {
  chart.load_name = metric.name;
  chart.is_cpu = false;
  chart.by_limits = false;
  chart.has_capacity = metric.target == TargetType::kAverageValue;
  Walk walk(total.total, 0);
  std::int64_t second = 0;
  for (ChartPoint& point : chart.points) {
    double value = point.load;
    for (; second <= point.second; ++second) value = static_cast<double>(walk.next());
    point.load = value;
    point.unserved = 0;
    point.capacity = chart.has_capacity ? static_cast<double>(metric.value) * point.ready : 0;
  }
}

}  // namespace

std::string Chart::amount(double value) const {
  if (value == 0) return "0";
  return is_cpu && value < 1000 ? cpu_text(std::llround(value)) : short_number(value / 1000);
}

std::string short_number(double value) {
  if (value >= 1e9) return fmt::format("{:g}G", value / 1e9);
  if (value >= 1e6) return fmt::format("{:g}M", value / 1e6);
  return value >= 1e4 ? fmt::format("{:g}k", value / 1e3) : fmt::format("{:g}", value);
}

Chart chart_of(const Report& report, std::size_t most_points) {
  const auto& steps = *report.steps;
  const Capacity capacity = cpu_capacity(*report.scenario);
  Chart chart{.points = {}, .has_capacity = capacity.per_pod > 0, .by_limits = capacity.limited};
  const std::size_t count = std::min(steps.size(), most_points);
  for (std::size_t i = 0; i < count; ++i) {
    ChartPoint& point = chart.points.emplace_back();
    for (std::size_t s = i * steps.size() / count; s < (i + 1) * steps.size() / count; ++s) {
      const Step& step = steps[s];
      point.second = step.sync.second;
      point.load = std::max(point.load, static_cast<double>(step.load()));
      point.unserved = std::max(point.unserved, static_cast<double>(step.unserved()));
      point.replicas = step.sync.desired;
      point.ready = step.sync.ready;
    }
    point.capacity = static_cast<double>(capacity.per_pod) * point.ready;
  }
  const Metric* metric = has_load(*report.scenario) ? nullptr : metric_with_total(*report.scenario);
  if (metric != nullptr) show_metric(*metric, *report.scenario->find(metric->name), chart);
  double most_load = 0, most_pods = 1;
  for (const ChartPoint& p : chart.points) {
    most_load = std::max({most_load, p.load, std::min(p.capacity, p.load * 3)});
    most_pods = std::max({most_pods, static_cast<double>(p.replicas), static_cast<double>(p.ready)});
  }
  if (most_load > 0) chart.load_scale = rounded_up(most_load);
  chart.pods_scale = pods_scale_of(most_pods);
  chart.last = std::max<std::int64_t>(report.scenario->duration, 1);
  return chart;
}

}  // namespace feastctl::simulate
