#include "base/object_name.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

TEST_CASE("the version of an object does not make it another one") {
  CHECK(identity({"apps/v1", "Deployment", "a", "b"}) == identity({"apps/v1beta1", "Deployment", "a", "b"}));
  CHECK(identity({"apps/v1", "Deployment", "a", "b"}) != identity({"extensions/v1", "Deployment", "a", "b"}));
}

TEST_CASE("an object is shown with its namespace where it has one") {
  CHECK(display({"apps/v1", "Deployment", "feast", "feast-sample"}) == "Deployment feast/feast-sample");
  CHECK(display({"rbac.authorization.k8s.io/v1", "ClusterRole", "", "reader"}) == "ClusterRole reader");
}
