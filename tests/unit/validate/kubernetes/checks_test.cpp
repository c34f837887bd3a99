#include "validate/kubernetes/checks.hpp"

#include <doctest/doctest.h>

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

TEST_CASE("paths that lead downwards") {
  CHECK_FALSE(descending_path_problem("a/b"));
  CHECK_FALSE(descending_path_problem("a/..b"));
  CHECK(descending_path_problem("/a"));
  CHECK(descending_path_problem(".."));
  CHECK(descending_path_problem("a/../b"));
}
