/// Under a constant load the autoscaler settles, or a finding says why it does not.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "catalog/codes.hpp"
#include "simulate/findings.hpp"
#include "simulate/run.hpp"
#include "simulate/scenario.hpp"

using namespace feastctl;
using namespace feastctl::simulate;

namespace {

constexpr std::int64_t kHours = 3;
constexpr std::int64_t kQuiet = 1800;  ///< the time at the end in which nothing may change

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  std::int32_t between(std::int32_t least, std::int32_t most) {
    return least + static_cast<std::int32_t>(random_() % static_cast<unsigned>(most - least + 1));
  }
  bool one_in(std::int32_t n) { return between(1, n) == 1; }

 private:
  std::mt19937 random_;
};

ScalingRules rules(Dice& dice, std::int32_t longest_window) {
  ScalingRules made;
  made.window = dice.one_in(3) ? 0 : dice.between(0, longest_window);
  made.select = dice.one_in(4) ? SelectPolicy::kMin : SelectPolicy::kMax;
  for (int i = dice.between(1, 2); i > 0; --i) {
    const bool percent = dice.one_in(2);
    made.policies.push_back({percent ? PolicyType::kPercent : PolicyType::kPods, dice.between(1, percent ? 200 : 8),
                             15 * dice.between(1, 8)});
  }
  made.tolerance = dice.one_in(4) ? 0 : 0.1;
  return made;
}

Scenario constant_scenario(Dice& dice) {
  Scenario scenario;
  scenario.hpa.min_replicas = dice.between(1, 4);
  scenario.hpa.max_replicas = scenario.hpa.min_replicas + dice.between(0, 30);
  scenario.hpa.metrics = {{.name = "cpu", .value = dice.between(10, 95)}};
  scenario.hpa.has_behavior = dice.one_in(2);
  if (scenario.hpa.has_behavior) {
    scenario.hpa.up = rules(dice, 120);
    scenario.hpa.down = rules(dice, 600);
  }
  scenario.initial_replicas = dice.between(1, 40);
  Usage cpu{.resource = "cpu", .request = dice.between(50, 500)};
  if (dice.one_in(2)) cpu.limit = *cpu.request + dice.between(0, 500);
  cpu.idle = dice.one_in(3) ? dice.between(0, 200) : 0;
  cpu.start = dice.one_in(3) ? dice.between(0, 500) : 0;
  cpu.load = {{0, dice.between(0, 20'000)}};
  scenario.containers = {{"online", {cpu}}};
  scenario.schedule = dice.between(0, 10);
  scenario.init = dice.between(0, 60);
  scenario.ready = dice.between(0, 120);
  scenario.scrape_offset = dice.between(0, 14);
  scenario.duration = kHours * 3600;
  return scenario;
}

bool settles(const Scenario& scenario, const std::vector<Step>& steps) {
  return std::ranges::none_of(steps, [&](const Step& step) {
    return step.sync.second > scenario.duration - kQuiet && step.sync.desired != step.sync.replicas;
  });
}

/// Findings that say that the number still changes.
bool says_why(const Scenario& scenario, const std::vector<Step>& steps) {
  Diagnostics out;
  report_findings(scenario, steps, {}, out);
  return std::ranges::any_of(out.all(), [](const Diagnostic& d) {
    return d.rule == &catalog::kFlapping || d.rule == &catalog::kSlowScaleDown || d.rule == &catalog::kLateCapacity;
  });
}

}  // namespace

TEST_CASE("with a constant load the number of replicas settles, or a finding says why it does not") {
  int settled = 0;
  constexpr int kRounds = 400;
  for (unsigned round = 0; round < kRounds; ++round) {
    Dice dice(round);
    const Scenario scenario = constant_scenario(dice);
    const auto steps = run(scenario);
    CAPTURE(round);
    const bool quiet = settles(scenario, steps);
    settled += quiet ? 1 : 0;
    CHECK((quiet || says_why(scenario, steps)));
    const auto within = [&](const Step& s) {
      return s.sync.desired >= scenario.hpa.min_replicas && s.sync.desired <= scenario.hpa.max_replicas;
    };
    CHECK(std::ranges::all_of(steps, within));
  }
  CHECK(settled > kRounds / 2);
}

TEST_CASE("an autoscaler that never rests is said to flap") {
  Scenario scenario;
  scenario.hpa.max_replicas = 20;
  scenario.hpa.metrics = {
      {.type = MetricType::kExternal, .name = "jobs", .target = TargetType::kValue, .value = 1'000}};
  scenario.hpa.has_behavior = true;
  scenario.hpa.up = {.window = 0, .policies = {{PolicyType::kPercent, 100, 15}}};
  scenario.hpa.down = {.window = 0, .policies = {{PolicyType::kPercent, 100, 15}}};
  scenario.containers = {{"online", {}}};
  Line saw;
  for (std::int64_t t = 0; t < 7200; t += 120) {
    saw.push_back({t, t % 240 == 0 ? 3'000 : 100});
    saw.push_back({t + 119, t % 240 == 0 ? 3'000 : 100});
  }
  scenario.metrics = {{"jobs", saw}};
  scenario.duration = 7200;
  const auto steps = run(scenario);
  CHECK_FALSE(settles(scenario, steps));
  CHECK(says_why(scenario, steps));
}
