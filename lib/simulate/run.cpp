#include "simulate/run.hpp"

#include "simulate/plant.hpp"

namespace feastctl::simulate {

std::vector<Step> run(const Scenario& scenario) {
  Plant plant(scenario);
  Controller controller(scenario);
  std::vector<Step> steps;
  steps.reserve(static_cast<std::size_t>(scenario.duration / kSyncPeriod));
  for (std::int64_t now = 0; now <= scenario.duration; ++now) {
    plant.pass(now);
    if (now == 0 || now % kSyncPeriod != 0) continue;
    const Step& step = steps.emplace_back(Step{controller.sync(plant, now), plant.take_served()});
    if (step.sync.desired != step.sync.replicas) plant.scale(now, step.sync.desired);
  }
  return steps;
}

}  // namespace feastctl::simulate
