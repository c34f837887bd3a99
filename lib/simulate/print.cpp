#include "simulate/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "simulate/chart.hpp"
#include "simulate/words.hpp"

namespace feastctl::simulate {

namespace {

constexpr std::size_t kChartWidth = 64;

std::string target_text(const Metric& metric) {
  if (metric.target == TargetType::kUtilization) return fmt::format("{} {} %", metric.label(), metric.value);
  const bool cpu = metric.name == "cpu" && metric.type != MetricType::kPods;
  return fmt::format("{} {}{}", metric.label(),
                     cpu ? cpu_text(metric.value) : fmt::format("{:g}", static_cast<double>(metric.value) / 1000),
                     metric.target == TargetType::kValue ? "" : " per pod");
}

std::string rules_text(std::string_view side, const ScalingRules& rules) {
  if (rules.select == SelectPolicy::kDisabled) return fmt::format("{} disabled", side);
  std::vector<std::string> policies;
  for (const Policy& p : rules.policies) {
    const std::string_view unit = p.type == PolicyType::kPercent ? " %" : p.value == 1 ? " pod" : " pods";
    policies.push_back(fmt::format("{}{} per {}", p.value, unit, duration_text(p.period)));
  }
  const std::string_view which = policies.size() == 1                 ? ""
                                 : rules.select == SelectPolicy::kMax ? "the larger of "
                                                                      : "the smaller of ";
  return fmt::format("{} by {}{}, stabilized over {}", side, which, fmt::join(policies, " or "),
                     duration_text(rules.window));
}

/// `KEDA: 0 replicas after 5m without an active trigger (s0-prometheus above 5), polled every 30s`.
std::string idle_text(const Keda& keda) {
  std::vector<std::string> triggers;
  for (const KedaTrigger& t : keda.triggers) {
    triggers.push_back(fmt::format("{} above {:g}", t.metric, static_cast<double>(t.activation) / 1000));
  }
  return fmt::format("KEDA: {} replicas after {} without an active trigger ({}), polled every {}", keda.idle(),
                     duration_text(keda.cooldown), fmt::join(triggers, ", "), duration_text(keda.polling));
}

/// Eight heights, and a blank for nothing.
std::string bar(std::int64_t value, std::int64_t highest) {
  constexpr std::array<std::string_view, 9> kBars{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (value <= 0 || highest <= 0) return std::string(kBars[0]);
  const double share = static_cast<double>(value) / static_cast<double>(highest);
  return std::string(kBars[std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(share * 8)), 1, 8)]);
}

/// One row of the chart: `value` of each slice of the steps, the highest counts.
template <typename ValueOf>
void chart_row(std::string_view name, const std::vector<Step>& steps, const ValueOf& value, std::int64_t scale,
               const std::string& highest, std::string& out) {
  const std::size_t width = std::min(kChartWidth, steps.size());
  std::string bars;
  for (std::size_t i = 0; i < width; ++i) {
    std::int64_t most = 0;
    for (std::size_t s = i * steps.size() / width; s < (i + 1) * steps.size() / width; ++s) {
      most = std::max(most, value(steps[s]));
    }
    bars += bar(most, scale);
  }
  fmt::format_to(std::back_inserter(out), "{:<9} {}  up to {}\n", name, bars, highest);
}

/// The metric that the picture shows where there is no CPU load.
void metric_row(const Chart& chart, std::string& out) {
  if (chart.is_cpu) return;
  double most = 0;
  for (const ChartPoint& p : chart.points) most = std::max(most, p.load);
  std::string bars;
  for (const ChartPoint& p : chart.points) bars += bar(std::llround(p.load), std::llround(most));
  fmt::format_to(std::back_inserter(out), "{:<9} {}  up to {} {}\n", "metric", bars, chart.amount(most),
                 chart.load_name);
}

std::int64_t load_of(const Step& step) {
  return step.load();
}

std::string chart(const Report& report) {
  const auto& steps = *report.steps;
  const auto highest = [&](const auto& value) {
    std::int64_t most = 0;
    for (const Step& step : steps) most = std::max<std::int64_t>(most, value(step));
    return most;
  };
  const std::int64_t load = highest(load_of);
  const std::int64_t pods = highest([](const Step& s) { return s.sync.desired; });
  std::string out;
  if (load > 0) {
    chart_row("load", steps, load_of, load, cpu_text(load) + " CPU", out);
  } else {
    metric_row(chart_of(report, kChartWidth), out);
  }
  chart_row(
      "replicas", steps, [](const Step& s) { return std::int64_t{s.sync.desired}; }, pods, fmt::format("{}", pods),
      out);
  chart_row(
      "ready", steps, [](const Step& s) { return std::int64_t{s.sync.ready}; }, pods,
      fmt::format("{}", highest([](const Step& s) { return s.sync.ready; })), out);
  const std::int64_t lost = highest([](const Step& s) { return s.unserved(); });
  if (lost > 0)
    chart_row(
        "unserved", steps, [](const Step& s) { return s.unserved(); }, lost, cpu_text(lost) + " CPU", out);
  return out;
}

/// CPU that a pod uses, as the autoscaler sees it; `-` without such a metric.
std::string use_text(const Scenario& scenario, const Sync& sync) {
  for (std::size_t i = 0; i < sync.proposals.size(); ++i) {
    const Metric& metric = scenario.hpa.metrics[i];
    if (metric.name != "cpu" || !sync.proposals[i].replicas) continue;
    return sync.proposals[i].utilization
               ? fmt::format("{} ({} %)", cpu_text(sync.proposals[i].usage), *sync.proposals[i].utilization)
               : cpu_text(sync.proposals[i].usage);
  }
  return "-";
}

std::string csv_text(std::string text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

bool is_telling(const std::vector<Step>& steps, std::size_t at) {
  const Sync& now = steps[at].sync;
  if (at == 0 || at + 1 == steps.size() || now.desired != now.replicas || steps[at].keda) return true;
  const Sync& before = steps[at - 1].sync;
  return now.ready != before.ready || now.scaling_active != before.scaling_active ||
         now.scaling_limited.reason != before.scaling_limited.reason;
}

std::vector<std::string> settings_of(const Scenario& scenario) {
  const Hpa& hpa = scenario.hpa;
  std::vector<std::string> targets;
  for (const Metric& metric : hpa.metrics) targets.push_back(target_text(metric));
  std::vector<std::string> settings{
      fmt::format("{} to {} replicas; target: {}", hpa.min_replicas, hpa.max_replicas, fmt::join(targets, ", "))};
  if (hpa.has_behavior) settings.push_back(rules_text("up", hpa.up) + "; " + rules_text("down", hpa.down));
  if (scenario.keda && scenario.keda->idles()) settings.push_back(idle_text(*scenario.keda));
  return settings;
}

std::string as_table(const Report& report) {
  std::string out = report.title + "\n";
  for (const std::string& setting : report.settings) out += setting + "\n";
  out += "\n";
  if (report.steps->empty()) return out + "The simulation is shorter than one look of the autoscaler (15s).\n";
  out += chart(report) + "\n";
  fmt::format_to(std::back_inserter(out), "{:<10} {:>8} {:>14} {:>8} {:>6}  {}\n", "TIME", "LOAD", "USE PER POD",
                 "REPLICAS", "READY", "DECISION");
  for (std::size_t i = 0; i < report.steps->size(); ++i) {
    if (!is_telling(*report.steps, i)) continue;
    const Step& step = (*report.steps)[i];
    if (step.keda) {
      fmt::format_to(std::back_inserter(out), "{:<10} {:>8} {:>14} {:>8} {:>6}  {}\n", duration_text(step.keda->second),
                     "", "", step.keda->from, "", keda_text(*step.keda));
    }
    fmt::format_to(std::back_inserter(out), "{:<10} {:>8} {:>14} {:>8} {:>6}  {}: {}\n",
                   duration_text(step.sync.second), load_text(*report.scenario, step),
                   use_text(*report.scenario, step.sync), step.sync.replicas, step.sync.ready, action_text(step.sync),
                   reason_text(*report.scenario, step.sync));
  }
  return out;
}

std::string as_csv(const Report& report) {
  std::string out = "second,load_millicores,unserved_millicores,replicas,ready,desired,reason\n";
  for (const Step& step : *report.steps) {
    fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{}\n", step.sync.second, load_of(step), step.unserved(),
                   step.sync.replicas, step.sync.ready, step.sync.desired,
                   csv_text(reason_text(*report.scenario, step.sync)));
  }
  return out;
}

}  // namespace feastctl::simulate
