#include "support/second_judge.hpp"

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

constexpr std::array<std::string_view, 4> kSpecs{
    R"({"feastProject": "p", "replicas": 3, "services": {
        "onlineStore": {"persistence": {"store": {"type": "redis", "secretRef": {"name": "s"}}},
          "server": {"logLevel": "info", "metrics": true, "workerConfigs": {"workers": -1, "maxRequests": 10},
            "env": [{"name": "A", "value": "b"}, {"name": "C", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}],
            "resources": {"requests": {"cpu": "500m", "memory": 1024}, "claims": [{"name": "gpu"}]}}},
        "registry": {"local": {"persistence": {"store": {"type": "sql", "secretRef": {"name": "s"}}}}},
        "podDisruptionBudgets": {"minAvailable": "50%"}, "nodeSelector": {"a": "b"}}})",
    R"({"feastProject": "p", "authz": {"oidc": {"issuerUrl": "https://x", "jwksCacheLifespanSeconds": 5}},
        "services": {"scaling": {"autoscaling": {"maxReplicas": 3, "metrics": [
          {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}]}},
        "volumes": [{"name": "v", "projected": {"sources": [{"secret": {"name": "s", "items": [{"key": "k", "path": "p"}]}}]}}],
        "tolerations": [{"operator": "Exists", "tolerationSeconds": 5}]}})",
    R"({"feastProject": "p", "cronJob": {"schedule": "@daily", "timeZone": "UTC", "suspend": false,
        "jobSpec": {"parallelism": 1, "podFailurePolicy": {"rules": [{"action": "Ignore",
          "onExitCodes": {"operator": "In", "values": [1, 2]}}]}}},
        "openlineage": {"enabled": true, "transportType": "http", "consumer": {"enabled": true, "retentionDays": 0}}})",
    R"({"feastProject": "p", "feastProjectDir": {"git": {"url": "u", "configs": {"a.b": "c"}}}, "services": {"ui": {}}})",
};

constexpr std::array<std::string_view, 12> kOddValues{"null",       "true",  "0",      "-1", "1.0", "1.5",
                                                      "3000000000", R"("")", R"("x")", "[]", "{}",  R"({"a": 1})"};

const Node* store_of(const Node* spec, std::string_view version, const TreeBuilder& tree) {
  return tree.map(
      {{"apiVersion", version}, {"kind", "FeatureStore"}, {"metadata", tree.map({{"name", "s"}})}, {"spec", spec}});
}

/// Calls `visit` with the tree once for each of its values, with `odd` instead of that value.
void with_each_replaced(const Node& node, const Node& odd, const TreeBuilder& tree,
                        const std::function<void(const Node*)>& visit) {
  visit(&odd);
  for (std::uint32_t i = 0; i < node.members().size(); ++i) {
    const auto rebuilt = [&](const Node* value) {
      Node* copy = tree.shallow_copy(node);
      copy->member[i].value = value;
      visit(copy);
    };
    with_each_replaced(*node.member[i].value, odd, tree, rebuilt);
  }
  for (std::uint32_t i = 0; i < node.items().size(); ++i) {
    const auto rebuilt = [&](const Node* value) {
      Node* copy = tree.shallow_copy(node);
      copy->item[i] = value;
      visit(copy);
    };
    with_each_replaced(*node.item[i], odd, tree, rebuilt);
  }
}

void compare(const test::SecondJudge& judge, std::string_view version) {
  int compared = 0;
  for (const auto text : kSpecs) {
    for (const auto odd : kOddValues) {
      Arena arena;
      const TreeBuilder tree(arena);
      const Node* spec = test::tree_of(tree, text);
      with_each_replaced(*spec, *test::tree_of(tree, odd), tree, [&](const Node* changed) {
        const Node* store = store_of(changed, version, tree);
        ++compared;
        const auto difference = judge.disagreement(*store);
        if (!difference) return;
        INFO(test::json_text(*store));
        CHECK_MESSAGE(false, *difference);
      });
    }
  }
  CHECK(compared > 500);
}

}  // namespace

TEST_CASE("a validator of other people agrees on every change of a value") {
  for (const FeastRelease feast : {FeastRelease("0.60"), FeastRelease("0.64"), FeastRelease("master")}) {
    CAPTURE(feast.name());
    compare(test::SecondJudge({ApiVersion::kV1, feast}), "feast.dev/v1");
    compare(test::SecondJudge({ApiVersion::kV1Alpha1, feast}), "feast.dev/v1alpha1");
  }
}
