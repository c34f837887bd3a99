#include "base/source.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

TEST_CASE("columns count characters from 1") {
  const std::string_view text = "a: 1\n\"éé\": x\r\nlast";
  CHECK(line_column(text, 0).line == 1);
  CHECK(line_column(text, 0).column == 1);
  const std::size_t x = text.find('x');
  CHECK(line_column(text, x).line == 2);
  CHECK(line_column(text, x).column == 7);
  CHECK(line_at(text, x) == "\"éé\": x");
  CHECK(line_column(text, text.size() + 99).line == 3);
}

TEST_CASE("a byte-order mark takes no column") {
  const std::string_view text = "\xEF\xBB\xBFkind: X";
  CHECK(line_column(text, 3).column == 1);
  CHECK(line_at(text, 5) == "kind: X");
}
