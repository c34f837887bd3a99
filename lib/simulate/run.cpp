#include "simulate/run.hpp"

#include <algorithm>
#include <utility>

#include "simulate/line.hpp"
#include "simulate/plant.hpp"

namespace feastctl::simulate {

namespace {

/// KEDA beside the autoscaler.
class KedaInScenario {
 public:
  explicit KedaInScenario(const Scenario& scenario) : scenario_(&scenario), loop_(*scenario.keda) {}

  /// Lets KEDA poll if it is due.
  void pass(std::int64_t now, Plant& plant, std::optional<Step::KedaScale>& did) {
    if (!loop_.polls_at(now)) return;
    const auto current = static_cast<std::int32_t>(plant.replicas());
    const std::int32_t wanted = loop_.poll(now, current, keda_is_active(*scenario_, now));
    if (wanted == current) return;
    plant.scale(now, wanted);
    did = {now, did ? did->from : current, wanted};
  }

 private:
  const Scenario* scenario_;
  KedaLoop loop_;
};

}  // namespace

bool keda_is_active(const Scenario& scenario, std::int64_t second) {
  return std::ranges::any_of(scenario.keda->triggers, [&](const KedaTrigger& trigger) {
    const MetricTotal* metric = scenario.find(trigger.metric);
    return metric != nullptr && Walk(metric->total, second).next() > trigger.activation;
  });
}

std::vector<Step> run(const Scenario& scenario) {
  Plant plant(scenario);
  Controller controller(scenario);
  std::optional<KedaInScenario> keda;
  if (scenario.keda) keda.emplace(scenario);
  std::optional<Step::KedaScale> did;
  std::vector<Step> steps;
  steps.reserve(static_cast<std::size_t>(scenario.duration / kSyncPeriod));
  for (std::int64_t now = 0; now <= scenario.duration; ++now) {
    plant.pass(now);
    if (keda) keda->pass(now, plant, did);
    if (now == 0 || now % kSyncPeriod != 0) continue;
    const Step& step =
        steps.emplace_back(Step{controller.sync(plant, now), plant.take_served(), std::exchange(did, {})});
    if (step.sync.desired != step.sync.replicas) plant.scale(now, step.sync.desired);
  }
  return steps;
}

}  // namespace feastctl::simulate
