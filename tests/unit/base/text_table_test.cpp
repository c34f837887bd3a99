#include "base/text_table.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

TEST_CASE("the columns of a table begin below one another, by characters and not by bytes") {
  CHECK(text_table({{"A", "B", "C"}, {"1 × 2", "3"}, {"4", "five", "6"}}) ==
        "A      B     C\n"
        "1 × 2  3\n"
        "4      five  6\n");
  CHECK(text_table({}).empty());
}
