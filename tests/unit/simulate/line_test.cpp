#include "simulate/line.hpp"

#include <doctest/doctest.h>

#include <vector>

using feastctl::simulate::Line;
using feastctl::simulate::Walk;

namespace {

std::vector<std::int64_t> values(const Line& line, std::int64_t from, int count) {
  Walk walk(line, from);
  std::vector<std::int64_t> found;
  for (int i = 0; i < count; ++i) found.push_back(walk.next());
  return found;
}

using Values = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a line is constant outside of its points, and rounded down between them") {
  CHECK(values({{0, 0}, {3, 10}}, -2, 8) == Values{0, 0, 0, 3, 6, 10, 10, 10});
  CHECK(values({{0, 10}, {3, 0}}, 0, 5) == Values{10, 6, 3, 0, 0});
  CHECK(values({}, 0, 2) == Values{0, 0});
}

TEST_CASE("a walk may begin within a line") {
  const Line falling{{-7, 1000}, {11, 3}, {20, 3}, {21, 77}};
  const Values all = values(falling, -10, 40);
  for (int from = -10; from < 30; ++from) {
    CAPTURE(from);
    CHECK(values(falling, from, 1) == Values{all[static_cast<std::size_t>(from + 10)]});
  }
}

TEST_CASE("at a step the first of the points counts, and the next line begins at the last") {
  CHECK(values({{2, 20}, {2, 30}, {2, 44}}, 1, 3) == Values{20, 20, 44});
  CHECK(values({{0, 0}, {2, 20}, {2, 44}, {4, 40}}, 1, 5) == Values{10, 20, 42, 40, 40});
}

TEST_CASE("the largest amounts over the longest times do not overflow") {
  constexpr std::int64_t kMost = std::int64_t{1} << 53;
  const Line steep{{-1'000'000'000, 0}, {1'000'000'000, kMost}};
  CHECK(values(steep, 0, 1) == Values{kMost / 2});
  CHECK(values({{-1'000'000'000, kMost}, {1'000'000'000, 0}}, 0, 1) == Values{kMost / 2});
}
