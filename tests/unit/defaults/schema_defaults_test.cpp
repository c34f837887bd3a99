#include "defaults/schema_defaults.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

std::string defaulted(std::string_view document, ApiVersion version = ApiVersion::kV1) {
  Arena arena;
  const TreeBuilder tree(arena);
  return test::json_text(*defaults::apply_schema_defaults(*test::tree_of(tree, document), version, tree));
}

}  // namespace

TEST_CASE("defaults go into the objects that are there, and into no others") {
  CHECK(defaulted(R"({"spec":{}})") == R"({"spec":{"replicas":1}})");
  CHECK(defaulted(R"({"spec":{"replicas":3}})") == R"({"spec":{"replicas":3}})");
  CHECK(defaulted(
            R"({"spec":{"replicas":2,"dataQualityMonitoring":{},"services":{"volumes":[{"rbd":{"pool":"p"}}]}}})") ==
        R"({"spec":{"replicas":2,"dataQualityMonitoring":{"autoBaseline":true},)"
        R"("services":{"volumes":[{"rbd":{"pool":"p","keyring":"/etc/ceph/keyring","user":"admin"}}]}}})");
  CHECK(defaulted(R"({"kind":"FeatureStore"})") == R"({"kind":"FeatureStore"})");
  // A status is the cluster's, and of a field that there is not nobody knows the type; both stay.
  CHECK(defaulted(R"({"kind":"FeatureStore","status":{"phase":"Ready"},"spec":{"other":{"a":null}}})") ==
        R"({"kind":"FeatureStore","status":{"phase":"Ready"},"spec":{"other":{"a":null},"replicas":1}})");
}

TEST_CASE("nulls are absent: dropped, or replaced by the default") {
  CHECK(defaulted(R"({"spec":{"replicas":null,"authz":null,"services":{"nodeSelector":{"a":null,"b":"c"}}}})") ==
        R"({"spec":{"services":{"nodeSelector":{"b":"c"}},"replicas":1}})");
  CHECK(defaulted(R"({"spec":{"replicas":1,"services":{"tolerations":[null]}}})") ==
        R"({"spec":{"replicas":1,"services":{"tolerations":[null]}}})");
}

TEST_CASE("a v1alpha1 store is kept as v1 and gets its defaults") {
  CHECK(defaulted(R"({"spec":{}})", ApiVersion::kV1Alpha1) == R"({"spec":{"replicas":1}})");
}

TEST_CASE("what does not change is shared, what does knows where it comes from") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* store = test::tree_of(tree, R"({"metadata":{"name":"s"},"spec":{"services":{"ui":{}}}})");
  const Node* result = defaults::apply_schema_defaults(*store, ApiVersion::kV1, tree);
  CHECK(result->find("metadata") == store->find("metadata"));
  CHECK(result->find("spec")->find("services") == store->find("spec")->find("services"));
  CHECK(result->find("spec")->origin == store->find("spec"));
  CHECK(result->find("spec")->find("replicas")->origin == store->find("spec"));
  CHECK(defaults::apply_schema_defaults(*result, ApiVersion::kV1, tree) == result);
}

TEST_CASE("documents of any shape pass") {
  for (const auto text : {"null", "[]", R"({"spec":[1]})", R"({"spec":{"services":5,"authz":{"x":null}}})"}) {
    INFO(text);
    CHECK_FALSE(defaulted(text).empty());
  }
}
