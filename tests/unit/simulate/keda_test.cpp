#include "simulate/keda.hpp"

#include <doctest/doctest.h>

#include "catalog/codes.hpp"
#include "parse/reader.hpp"
#include "simulate/run.hpp"
#include "simulate/scenario.hpp"

using namespace feastctl;
using namespace feastctl::simulate;

namespace {

/// The ScaledObject with this spec and these annotations; what is wrong with it in `message`.
std::optional<ScaledObject> read(const std::string& spec, std::string& message, const std::string& annotations = "{}") {
  const std::string text =
      "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: a, annotations: " + annotations +
      "}\nspec: {scaleTargetRef: {name: feast-a}, " + spec + "}\n";
  Sources sources;
  Arena arena;
  const TreeBuilder tree(arena);
  Diagnostics out;
  std::vector<parse::Document> documents;
  parse::read(sources, sources.add("a.yaml", text), tree, out, documents);
  REQUIRE(documents.size() == 1);
  auto object = read_scaled_object(*documents[0].root, catalog::kScenario, out);
  message = out.all().empty() ? "" : out.all().front().message;
  return object;
}

const std::string kTrigger = "triggers: [{type: prometheus, metadata: {threshold: '100', activationThreshold: '5'}}]";

/// One pod that is ready after ten seconds, under the trigger's metric.
Scenario scenario_of(const std::string& spec, Line total) {
  std::string message;
  const auto object = read(spec, message);
  CAPTURE(message);
  REQUIRE(object);
  Scenario scenario;
  scenario.hpa = object->hpa;
  scenario.keda = object->keda;
  scenario.initial_replicas = object->hpa.min_replicas;
  scenario.containers = {{"online", {}}};
  scenario.metrics = {{"s0-prometheus", std::move(total)}};
  scenario.ready = 10;
  scenario.duration = 1800;
  return scenario;
}

}  // namespace

TEST_CASE("KEDA scales to idle after the cooldown, and from it at the next poll") {
  // Active (above 5) until second 60, and again from 1000 on.
  const Line total{{0, 50'000}, {60, 50'000}, {60, 0}, {1000, 0}, {1000, 50'000}};
  const auto steps =
      run(scenario_of("minReplicaCount: 0, pollingInterval: 20, cooldownPeriod: 100, " + kTrigger, total));
  std::vector<Step::KedaScale> did;
  for (const Step& step : steps) {
    if (step.keda) did.push_back(*step.keda);
  }
  REQUIRE(did.size() == 2);
  CHECK(did[0].second == 160);  // last active at 60
  CHECK(did[0].from == 1);
  CHECK(did[0].to == 0);
  CHECK(did[1].second == 1020);  // at 1000 the step is not seen yet
  CHECK(did[1].to == 1);
  CHECK(steps.back().sync.desired == 1);
  // While there is no pod, the autoscaler is off.
  CHECK(steps[20].sync.second == 315);
  CHECK(steps[20].sync.scaling_active == Condition{false, "ScalingDisabled"});
}

TEST_CASE("a value at the activation threshold does not activate") {
  const auto steps = run(scenario_of("minReplicaCount: 0, cooldownPeriod: 0, " + kTrigger, {{0, 5'000}}));
  CHECK(steps.back().sync.replicas == 0);
  CHECK(run(scenario_of("minReplicaCount: 0, cooldownPeriod: 0, " + kTrigger, {{0, 5'001}})).back().sync.replicas == 1);
}

TEST_CASE("idleReplicaCount lets KEDA go below minReplicaCount") {
  const std::string spec = "idleReplicaCount: 0, minReplicaCount: 2, cooldownPeriod: 60, " + kTrigger;
  const auto steps = run(scenario_of(spec, {{0, 50'000}, {60, 50'000}, {60, 0}, {600, 0}, {600, 50'000}}));
  CHECK(steps[30].sync.replicas == 0);
  CHECK(steps.back().sync.replicas == 2);
}

TEST_CASE("without scaling to zero, KEDA leaves the pods to the autoscaler") {
  const auto steps = run(scenario_of("minReplicaCount: 2, " + kTrigger, {{0, 0}}));
  for (const Step& step : steps) CHECK(step.sync.desired == 2);
}

TEST_CASE("CPU alone is always active, and beside others never counts") {
  std::string message;
  const std::string cpu = "{type: cpu, metricType: Utilization, metadata: {value: '60'}}";
  const auto alone = read("minReplicaCount: 0, triggers: [" + cpu + "]", message);
  REQUIRE(alone);
  CHECK(alone->keda.always_active);
  CHECK_FALSE(alone->keda.idles());
  const auto both = read("triggers: [" + cpu + ", {type: kafka, metadata: {topic: a}}]", message);
  REQUIRE(both);
  CHECK(both->keda.idles());
  REQUIRE(both->keda.triggers.size() == 1);
  CHECK(both->keda.triggers[0].metric == "s1-kafka");
  CHECK(both->hpa.metrics[0].value == 10'000);  // lagThreshold's default
}

TEST_CASE("what KEDA writes into the autoscaler: bounds, composite metric, paused sides") {
  std::string message;
  const auto usual = read(kTrigger, message);
  REQUIRE(usual);
  CHECK(usual->hpa.min_replicas == 1);
  CHECK(usual->hpa.max_replicas == 100);
  CHECK_FALSE(usual->hpa.has_behavior);
  CHECK(usual->keda.polling == 30);
  CHECK(usual->keda.cooldown == 300);
  const auto composite =
      read(kTrigger + ", advanced: {scalingModifiers: {formula: a, target: '2', activationTarget: '1.5'}}", message);
  REQUIRE(composite);
  CHECK(composite->hpa.metrics[0].name == "composite-metric");
  CHECK(composite->hpa.metrics[0].value == 2'000);
  CHECK(composite->keda.triggers[0].activation == 1'500);
  const auto paused = read(kTrigger, message, "{autoscaling.keda.sh/paused-scale-in: 'true'}");
  REQUIRE(paused);
  CHECK(paused->hpa.down.select == SelectPolicy::kDisabled);
  CHECK(paused->hpa.up.select == SelectPolicy::kMax);
}

TEST_CASE("a ScaledObject that KEDA cannot run is refused") {
  std::string message;
  CHECK_FALSE(read("triggers: []", message));
  CHECK(message == "a ScaledObject needs a trigger");
  CHECK_FALSE(read("idleReplicaCount: 2, minReplicaCount: 2, " + kTrigger, message));
  CHECK(message == "idleReplicaCount must be less than minReplicaCount");
  CHECK_FALSE(read("pollingInterval: 0, " + kTrigger, message));
  CHECK_FALSE(read("triggers: [{type: cpu, metadata: {value: '60'}}]", message));  // no metricType since 2.18
  CHECK_FALSE(read("triggers: [{type: cpu, metricType: Utilization, metadata: {value: many}}]", message));
  CHECK(message == "the utilization must be a whole number of percent");
  CHECK_FALSE(read("triggers: [{type: prometheus, metadata: {threshold: '-1'}}]", message));
  CHECK_FALSE(read("triggers: [{type: own, metadata: {limit: '1'}}]", message));
  CHECK(message == "the target of a trigger of type own is not known");
  CHECK_FALSE(read(kTrigger, message, "{autoscaling.keda.sh/paused: 'true'}"));
  CHECK(message == "the ScaledObject is paused, so nothing scales");
  CHECK_FALSE(read("triggers: 7", message));
  CHECK_FALSE(read("triggers: [7]", message));
}

TEST_CASE("cached metrics change only when KEDA polls") {
  std::string message;
  const auto object =
      read("pollingInterval: 60, triggers: [{type: prometheus, useCachedMetrics: true, metadata: {threshold: '1'}}]",
           message);
  REQUIRE(object);
  CHECK(object->cached == std::vector<std::string>{"s0-prometheus"});
  Scenario scenario = scenario_of("minReplicaCount: 1, " + kTrigger, {{0, 0}, {600, 600'000}});
  scenario.metrics[0].polling = 60;
  const auto steps = run(scenario);
  const auto value = [&](std::size_t at) { return steps[at].sync.proposals[0].usage * steps[at].sync.replicas; };
  CHECK(steps[4].sync.second == 75);
  CHECK(value(4) == value(6));  // seconds 75 and 105: polled at 60
  CHECK(value(7) > value(6));   // second 120
}
