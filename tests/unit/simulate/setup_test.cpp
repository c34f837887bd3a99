#include "simulate/setup.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace feastctl;
using namespace feastctl::simulate;

namespace {

const std::string kStore = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata: {name: a, namespace: feast}
spec:
  feastProject: rides
  services:
    deploymentStrategy: {type: RollingUpdate}
    onlineStore: {server: {resources: {limits: {cpu: 500m}, requests: {memory: 64Mi}}}}
---
)";

std::optional<Setup> setup(const std::string& more, std::string& message) {
  Sources sources;
  const std::string text = kStore + more;
  sources.add("store.yaml", text);
  Options options;
  options.pass_through = true;
  const Result result = run(sources, options);
  Diagnostics out;
  auto found = setup_of(result, sources, out);
  message = out.all().empty() ? "" : out.all().front().message;
  return found;
}

}  // namespace

TEST_CASE("a ScaledObject is simulated as the autoscaler that KEDA makes of it") {
  std::string message;
  const auto found = setup(R"(apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: a, namespace: feast}
spec:
  scaleTargetRef: {name: feast-a}
  maxReplicaCount: 7
  triggers:
  - {type: cpu, metricType: Utilization, metadata: {value: "60"}}
  - {type: prometheus, metadata: {query: up, threshold: "2.5"}}
  - {type: kafka, name: lag, metricType: Value, metadata: {lagThreshold: "50"}}
  advanced: {horizontalPodAutoscalerConfig: {behavior: {scaleDown: {stabilizationWindowSeconds: 60}}}}
)",
                           message);
  CAPTURE(message);
  REQUIRE(found);
  const Hpa& hpa = found->scenario.hpa;
  CHECK(hpa.min_replicas == 1);
  CHECK(hpa.max_replicas == 7);
  CHECK(hpa.down.window == 60);
  REQUIRE(hpa.metrics.size() == 3);
  // In the order of their types: External before Resource.
  CHECK(hpa.metrics[0].name == "s1-prometheus");
  CHECK(hpa.metrics[0].target == TargetType::kAverageValue);
  CHECK(hpa.metrics[0].value == 2500);
  CHECK(hpa.metrics[1].name == "s2-kafka");
  CHECK(hpa.metrics[1].target == TargetType::kValue);
  CHECK(hpa.metrics[1].value == 50'000);
  CHECK(hpa.metrics[2].target == TargetType::kUtilization);
  CHECK(hpa.metrics[2].value == 60);
  CHECK(found->names == std::vector<std::pair<std::string, std::string>>{
                            {"prometheus", "s1-prometheus"}, {"kafka", "s2-kafka"}, {"lag", "s2-kafka"}});
  // The API server takes the limit for the missing request.
  REQUIRE(found->container == "online");
  for (const Container& c : found->scenario.containers) {
    if (c.name == "online") CHECK(c.find("cpu")->request == 500);
  }
}

TEST_CASE("a store without an autoscaler cannot be simulated") {
  std::string message;
  CHECK_FALSE(setup("", message));
  CHECK(message == "no store has an autoscaler");
}

TEST_CASE("the start of a pod can be given") {
  Scenario scenario;
  CHECK(set_startup("2s+10s+1m", scenario));
  CHECK(scenario.ready == 60);
  CHECK_FALSE(set_startup("2s+10s", scenario));
  CHECK_FALSE(set_startup("2s+10s+9h", scenario));
}
