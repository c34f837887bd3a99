#include "options/settings.hpp"

#include <doctest/doctest.h>

namespace feastctl::options {

TEST_CASE("resources by name, and the preset") {
  for (const std::string_view fine :
       {"true", "false", "requests.cpu=100m", "limits.nvidia.com/gpu=1", "requests.memory=0"})
    CHECK(resource_problem(fine).empty());
  for (const std::string_view wrong : {"", "cpu=1", "requests.cpu", "requests.=1", "requests.cpu=", "requests.cpu=-1",
                                       "limit.cpu=1", "requests.a b=1"})
    CHECK_FALSE(resource_problem(wrong).empty());
  CHECK(resources_of({}, init_preset()).empty());
  CHECK(resources_of({"false"}, init_preset()).empty());
  CHECK(resources_of({"true"}, init_preset()).size() == init_preset().size());
  const auto both = resources_of({"limits.cpu=2", "true"}, init_preset());
  REQUIRE(both.size() == init_preset().size() + 1);
  CHECK(both.back().key == "limits.cpu");  // wins, wherever it is
}

TEST_CASE("labels and annotations") {
  CHECK(label_problem("team=ml").empty());
  CHECK(label_problem("example.com/team=").empty());
  for (const std::string_view wrong : {"team", "=x", "team=a b", "feast.dev/name=x", "app.kubernetes.io/managed-by=x"})
    CHECK_FALSE(label_problem(wrong).empty());
  CHECK(annotation_problem("example.com/a=any text = at all").empty());
  CHECK_FALSE(annotation_problem("a/b/c=d").empty());
  const auto settings = settings_of({"a=b=c"});
  CHECK(settings.front().key == "a");
  CHECK(settings.front().value == "b=c");
}

TEST_CASE("who may connect") {
  for (const std::string_view fine : {"true", "false", "from:a=b", "from:a=b,c.d/e=f", "from:a="})
    CHECK(network_policy_problem(fine).empty());
  for (const std::string_view wrong : {"", "from", "from:", "from:a", "from:a=b,", "from:a=b,=c", "a=b"})
    CHECK_FALSE(network_policy_problem(wrong).empty());
  model::Additions into;
  take_network_policy({"false"}, into);
  CHECK_FALSE(into.network_policy);
  take_network_policy({"from:a=b,c=d", "from:e=f"}, into);
  CHECK(into.network_policy);
  REQUIRE(into.client_namespaces.size() == 2);
  CHECK(into.client_namespaces[0].size() == 2);
}

}  // namespace feastctl::options
