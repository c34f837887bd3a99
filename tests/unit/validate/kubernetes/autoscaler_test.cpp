#include "validate/kubernetes/autoscaler.hpp"

#include <doctest/doctest.h>

#include "support/tree.hpp"
#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

Lines judge_spec(std::string_view kind, std::string_view text) {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* object = tree.map({
      {"kind", kind},
      {"metadata", tree.map({{"name", "feast-sample"}})},
      {"spec", test::tree_of(tree, text)},
  });
  return judge(*store_named(tree, "sample"), *object, "spec.");
}

Lines judge_autoscaler(std::string_view text) {
  return judge_spec("HorizontalPodAutoscaler", text);
}
Lines judge_budget(std::string_view text) {
  return judge_spec("PodDisruptionBudget", text);
}

/// The findings in one metric, paths below it.
Lines judge_metric(std::string_view text) {
  Lines lines = judge_autoscaler("{maxReplicas: 3, metrics: [" + std::string(text) + "]}");
  for (auto& line : lines) {
    if (const auto at = line.find("metrics[0]."); at != std::string::npos) line.erase(at, 11);
  }
  return lines;
}

Lines judge_target(std::string_view source, std::string_view target) {
  constexpr std::string_view kMetric = "metric: {name: m}, ";
  const std::string target_text = "target: {" + std::string(target) + "}}}";
  if (source == "Resource") return judge_metric("{type: Resource, resource: {name: cpu, " + target_text);
  if (source == "Pods") return judge_metric("{type: Pods, pods: {" + std::string(kMetric) + target_text);
  if (source == "External") return judge_metric("{type: External, external: {" + std::string(kMetric) + target_text);
  return judge_metric("{type: Object, object: {describedObject: {kind: K, name: n}, " + std::string(kMetric) +
                      target_text);
}

}  // namespace

TEST_CASE("replicas of an autoscaler") {
  CHECK(judge_autoscaler("{minReplicas: 3, maxReplicas: 3}") == Lines{});
  CHECK(judge_autoscaler("{minReplicas: 4, maxReplicas: 3}") == Lines{"FS545 maxReplicas"});
  CHECK(judge_autoscaler("{maxReplicas: 1}") == Lines{});
  CHECK(judge_autoscaler("{minReplicas: 0, maxReplicas: 1}") == Lines{"FS545 minReplicas"});
  CHECK(judge_autoscaler("{maxReplicas: 0}") == Lines{"FS545 maxReplicas", "FS545 maxReplicas"});
  CHECK(judge_autoscaler("{maxReplicas: many, metrics: {}, behavior: []}") == Lines{});
}

TEST_CASE("a metric has a type and the source of that name") {
  const std::string resource = "resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}";
  const std::string pods = "pods: {metric: {name: m}, target: {type: AverageValue, averageValue: 1}}";
  CHECK(judge_metric("{type: Resource, " + resource + "}") == Lines{});
  CHECK(judge_metric("{" + resource + "}") == Lines{"FS546 type"});
  CHECK(judge_metric("{type: resource, " + resource + "}") == Lines{"FS546 type"});
  CHECK(judge_metric("{type: Resource}") == Lines{"FS547 resource"});
  // One source of another type is not too many, but the meant one is missing.
  CHECK(judge_metric("{type: Pods, " + resource + "}") == Lines{"FS547 pods"});
  CHECK(judge_metric("{type: Pods, " + resource + ", " + pods + "}") == Lines{"FS547 resource"});
  CHECK(judge_metric("{type: External, " + resource + ", " + pods + "}") ==
        Lines{"FS547 external", "FS547 pods", "FS547 resource"});
  CHECK(judge_metric("{type: Other, " + resource + ", " + pods + "}") ==
        Lines{"FS546 type", "FS547 pods", "FS547 resource"});
}

TEST_CASE("only the first source of a metric is looked into") {
  CHECK(judge_metric("{type: Resource, resource: {}, external: {}}") ==
        Lines{"FS547 external", "FS548 external.metric.name", "FS549 external.target.type",
              "FS550 external.target.averageValue"});
}

TEST_CASE("names in metrics") {
  const std::string target = "target: {type: AverageValue, averageValue: 1}";
  CHECK(judge_metric("{type: Pods, pods: {metric: {name: a/b}, " + target + "}}") == Lines{"FS548 pods.metric.name"});
  CHECK(judge_metric("{type: Pods, pods: {metric: {name: ..}, " + target + "}}") == Lines{"FS548 pods.metric.name"});
  CHECK(judge_metric("{type: Pods, pods: {metric: {name: Any Name}, " + target + "}}") == Lines{});
  CHECK(judge_metric("{type: Resource, resource: {name: \"\", " + target + "}}") == Lines{"FS548 resource.name"});
  CHECK(judge_metric("{type: Resource, resource: {name: Any, " + target + "}}") == Lines{});
  const auto object = [&](std::string_view described) {
    return judge_metric("{type: Object, object: {metric: {name: m}, describedObject: {" + std::string(described) +
                        "}, " + target + "}}");
  };
  CHECK(object("kind: Ingress, name: main, apiVersion: networking.k8s.io/v1") == Lines{});
  CHECK(object("kind: A%, name: \"\"") ==
        Lines{"FS548 object.describedObject.kind", "FS548 object.describedObject.name"});
  CHECK(object("kind: A, name: b, apiVersion: a/b/c") == Lines{"FS548 object.describedObject.apiVersion"});
  CHECK(judge_metric("{type: Object, object: {metric: {name: a/b}, describedObject: {kind: K, name: n}, " + target +
                     "}}") == Lines{"FS548 object.metric.name"});
  const auto container = [&](std::string_view names) {
    return judge_metric("{type: ContainerResource, containerResource: {" + std::string(names) + ", " + target + "}}");
  };
  CHECK(container("name: memory, container: online") == Lines{});
  CHECK(container("name: nvidia.com/gpu, container: online") == Lines{});
  CHECK(container("name: Bad_Name, container: A b") ==
        Lines{"FS548 containerResource.container", "FS548 containerResource.name"});
}

TEST_CASE("targets of metrics") {
  struct Case {
    std::string_view source, target;
    Lines lines;
  };
  const std::vector<Case> cases = {
      {"Resource", "type: Utilization, averageUtilization: 1", {}},
      {"Resource", "type: AverageValue, averageValue: 500m", {}},
      {"Resource", "type: Utilization, averageUtilization: 0", {"FS550 resource.target.averageUtilization"}},
      {"Resource", "type: Value, value: 1", {"FS550 resource.target.averageUtilization"}},
      {"Resource", "type: Value, averageUtilization: 5, averageValue: 1", {"FS550 resource.target.averageValue"}},
      {"Resource", "averageUtilization: 5", {"FS549 resource.target.type"}},
      {"Resource", "type: Other, averageUtilization: 5", {"FS549 resource.target.type"}},
      {"Pods", "type: Value, value: 1", {"FS550 pods.target.averageValue"}},
      {"Pods", "type: Value, averageValue: 0", {"FS550 pods.target.averageValue"}},
      {"Object", "type: Value", {"FS550 object.target.averageValue"}},
      {"Object", "type: Value, value: 1, averageValue: 1", {}},
      {"Object", "type: Value, value: -1, averageValue: 1", {"FS550 object.target.value"}},
      {"External", "type: Value, averageUtilization: 5", {"FS550 external.target.averageValue"}},
      {"External", "type: Value, value: 1, averageValue: 1", {"FS550 external.target.value"}},
  };
  for (const auto& c : cases) {
    CAPTURE(std::string(c.target));
    CHECK(judge_target(c.source, c.target) == c.lines);
  }
}

TEST_CASE("behavior of an autoscaler") {
  const auto up = [](std::string_view rules) {
    return judge_autoscaler("{maxReplicas: 3, behavior: {scaleUp: {" + std::string(rules) + "}}}");
  };
  const std::string below = "behavior.scaleUp.";
  CHECK(up("") == Lines{});
  CHECK(up("policies: []") == Lines{});
  CHECK(up("stabilizationWindowSeconds: 3600, selectPolicy: Disabled, tolerance: 0") == Lines{});
  CHECK(up("stabilizationWindowSeconds: -1") == Lines{"FS552 " + below + "stabilizationWindowSeconds"});
  CHECK(up("stabilizationWindowSeconds: 3601") == Lines{"FS552 " + below + "stabilizationWindowSeconds"});
  CHECK(up("selectPolicy: \"\"") == Lines{"FS552 " + below + "selectPolicy"});
  CHECK(up("tolerance: -10m") == Lines{"FS552 " + below + "tolerance"});
  CHECK(up("policies: [{type: Pods, value: 1, periodSeconds: 1800}]") == Lines{});
  CHECK(up("policies: [{type: Pods, value: 1, periodSeconds: 1}]") == Lines{});
  CHECK(up("policies: [{type: All, value: 0, periodSeconds: 1801}]") ==
        Lines{"FS551 " + below + "policies[0].periodSeconds", "FS551 " + below + "policies[0].type",
              "FS551 " + below + "policies[0].value"});
  CHECK(judge_autoscaler("{maxReplicas: 3, behavior: {scaleDown: {selectPolicy: All}}}") ==
        Lines{"FS552 behavior.scaleDown.selectPolicy"});
}

TEST_CASE("disruption budgets are numbers or percentages") {
  for (const auto* value : {"0", "1", "\"0%\"", "\"9%\"", "\"100%\"", "\"00050%\""}) {
    CAPTURE(value);
    CHECK(judge_budget("{minAvailable: " + std::string(value) + "}") == Lines{});
  }
  CHECK(judge_budget("{minAvailable: -1}") == Lines{"FS553 minAvailable"});
  for (const auto* value : {"-1", "\"1\"", "\"\"", "\"%\"", "\"-5%\"", "\"5.5%\"", "half", "\"101%\"",
                            "\"99999999999999999999%\"", "\"5%%\""}) {
    CAPTURE(value);
    CHECK(judge_budget("{maxUnavailable: " + std::string(value) + "}") == Lines{"FS553 maxUnavailable"});
  }
}
