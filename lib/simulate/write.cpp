#include <fmt/format.h>

#include <iterator>

#include "base/json_string.hpp"
#include "simulate/run.hpp"

namespace feastctl::simulate {

namespace {

void write_current(const Metric& metric, const Proposal& proposal, std::string& out) {
  const bool value = metric.target == TargetType::kValue;
  fmt::format_to(std::back_inserter(out), R"({{"{}":{},"metric":)", value ? "value" : "averageValue", proposal.usage);
  append_json_string(metric.label(), out);
  if (proposal.utilization) fmt::format_to(std::back_inserter(out), ",\"utilization\":{}", *proposal.utilization);
  out += '}';
}

void write_conditions(const Sync& sync, std::string& out) {
  auto write = [&, first = true](std::string_view type, const Condition& condition) mutable {
    if (condition.reason.empty()) return;
    fmt::format_to(std::back_inserter(out), R"({}"{}":"{} {}")", first ? "" : ",", type,
                   condition.status ? "True" : "False", condition.reason);
    first = false;
  };
  out += "{";
  write("AbleToScale", sync.able_to_scale);
  write("ScalingActive", sync.scaling_active);
  write("ScalingLimited", sync.scaling_limited);
  out += "}";
}

void write_sync(const Hpa& hpa, const Step& step, std::string& out) {
  const auto& [sync, served, keda] = step;
  fmt::format_to(std::back_inserter(out), R"({{"t":{},"replicas":{},"ready":{},"desired":{})", sync.second,
                 sync.replicas, sync.ready, sync.desired);
  bool first = true;
  for (std::size_t i = 0; i < sync.proposals.size(); ++i) {
    if (!sync.proposals[i].replicas) continue;
    out += first ? ",\"current\":[" : ",";
    first = false;
    write_current(hpa.metrics[i], sync.proposals[i], out);
  }
  out += first ? ",\"conditions\":" : "],\"conditions\":";
  write_conditions(sync, out);
  if (keda) {
    fmt::format_to(std::back_inserter(out), R"(,"keda":{{"t":{},"from":{},"to":{}}})", keda->second, keda->from,
                   keda->to);
  }
  out += '}';
}

}  // namespace

std::string syncs_as_json(const Scenario& scenario, const std::vector<Step>& steps) {
  std::string out = "{\"syncs\":[";
  for (const Step& step : steps) {
    out += &step == &steps.front() ? "\n" : ",\n";
    write_sync(scenario.hpa, step, out);
  }
  return out + "\n]}\n";
}

}  // namespace feastctl::simulate
