#include "defaults/normalise.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

struct Row {
  std::string_view spec;
  std::string_view expected;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.spec);
    Arena arena;
    const TreeBuilder tree(arena);
    CHECK(test::json_text(*defaults::normalise(*test::tree_of(tree, row.spec), tree)) == row.expected);
  }
}

}  // namespace

TEST_CASE("what means nothing to Go is gone") {
  check_rows({
      {R"({"services":{"disableInitContainers":false,"volumes":[],"nodeSelector":{}}})", R"({"services":{}})"},
      {R"({"services":{"ui":{}}})", R"({"services":{"ui":{}}})"},
      {R"({"services":{"volumes":[{"name":"v","emptyDir":{}}]}})",
       R"({"services":{"volumes":[{"name":"v","emptyDir":{}}]}})"},
      {R"({"services":{"volumes":[{"name":"","configMap":{"name":""}}]}})",
       R"({"services":{"volumes":[{"name":"","configMap":{}}]}})"},
      {R"({"services":{"tolerations":[{"key":"","operator":"Exists","tolerationSeconds":0}]}})",
       R"({"services":{"tolerations":[{"operator":"Exists","tolerationSeconds":0}]}})"},
      {R"({"cronJob":{"suspend":false,"schedule":""}})", R"({"cronJob":{"suspend":false}})"},
      {R"({"services":{"ui":{"env":[],"envFrom":[]}}})", R"({"services":{"ui":{"env":[],"envFrom":[]}}})"},
  });
}

TEST_CASE("quantities are canonical, whole floats integers") {
  check_rows({
      {R"({"services":{"ui":{"resources":{"limits":{"cpu":"0.5","memory":"1.5Gi","x.y/z":2,"a":3.0,"b":"1Gi"}}}}})",
       R"({"services":{"ui":{"resources":{"limits":{"cpu":"500m","memory":"1536Mi","x.y/z":"2","a":"3","b":"1Gi"}}}}})"},
      {R"({"replicas":2.0})", R"({"replicas":2})"},
      {R"({"services":{"podDisruptionBudgets":{"minAvailable":1.0,"maxUnavailable":"1"}}})",
       R"({"services":{"podDisruptionBudgets":{"minAvailable":1,"maxUnavailable":"1"}}})"},
  });
}

TEST_CASE("what Go writes though it is absent") {
  check_rows({
      {R"({"services":{"ui":{"tls":{"disable":true}}}})",
       R"({"services":{"ui":{"tls":{"disable":true,"secretKeyNames":{}}}}})"},
      {R"({"services":{"ui":{"env":[{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}}]}}})",
       R"({"services":{"ui":{"env":[{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"0"}}}]}}})"},
  });
}

TEST_CASE("a spec without such things is shared as it is") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* spec = test::tree_of(tree, R"({"feastProject":"p","replicas":1,"services":{"ui":{"image":"x"}}})");
  CHECK(defaults::normalise(*spec, tree) == spec);
}
