#include "fix/apply.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

namespace {

Edit edit(std::uint32_t begin, std::uint32_t end, std::string text, SourceId source = 1) {
  return {{source, begin, end}, std::move(text)};
}

}  // namespace

TEST_CASE("fix apply: edits of several fixes, in any order") {
  const Fix later{.title = "b", .edits = {edit(4, 5, "E")}};
  const Fix first{.title = "a", .edits = {edit(0, 1, "AA"), edit(2, 2, "-")}};
  const Fix* const fixes[] = {&later, &first};
  const auto applied = fix::apply("abcdef", 1, fixes);
  CHECK(applied.text == "AAb-cdEf");
  CHECK(applied.fixes.size() == 2);
}

TEST_CASE("fix apply: a fix that overlaps an earlier one waits as a whole") {
  const Fix first{.title = "a", .edits = {edit(1, 4, "x")}};
  const Fix overlapping{.title = "b", .edits = {edit(0, 1, "y"), edit(3, 5, "z")}};
  const Fix same_place{.title = "c", .edits = {edit(1, 1, "w")}};
  const Fix touching{.title = "d", .edits = {edit(4, 6, "!")}};
  const Fix* const fixes[] = {&first, &overlapping, &same_place, &touching};
  const auto applied = fix::apply("abcdef", 1, fixes);
  CHECK(applied.text == "ax!");
  CHECK(applied.fixes.size() == 2);
}

TEST_CASE("fix apply: edits of other sources and beyond the end are left out") {
  const Fix other{.title = "a", .edits = {edit(0, 1, "x", 2)}};
  const Fix beyond{.title = "b", .edits = {edit(2, 9, "x")}};
  const Fix none{.title = "c"};
  const Fix* const fixes[] = {&other, &beyond, &none};
  const auto applied = fix::apply("abc", 1, fixes);
  CHECK(applied.text == "abc");
  CHECK(applied.fixes.empty());
}
