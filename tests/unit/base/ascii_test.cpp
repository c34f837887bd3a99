#include "base/ascii.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

TEST_CASE("the case of ASCII letters changes, and of nothing else") {
  CHECK(lower_case("@AZ[`az{") == "@az[`az{");
  CHECK(upper_case("@AZ[`az{") == "@AZ[`AZ{");
  CHECK(lower_case("\xC3\x84") == "\xC3\x84");  // a capital Ä
  CHECK(equal_ignoring_case("Path", "pATH"));
  CHECK_FALSE(equal_ignoring_case("path", "paths"));
  CHECK_FALSE(equal_ignoring_case("@", "`"));
}
