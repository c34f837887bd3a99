#include "base/in_order.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <vector>

namespace feastctl {

TEST_CASE("results are delivered in the order of their numbers, whatever the threads") {
  for (const std::size_t threads : {1, 2, 7}) {
    for (const std::size_t window : {1, 3, 1000}) {
      constexpr std::size_t kCount = 500;
      std::vector<std::size_t> delivered;
      InOrder<std::size_t> results(window, [&](std::size_t&& number) { delivered.push_back(number); });
      share_out(kCount, threads, [&](const auto& take) {
        for (auto number = take(); number; number = take()) results.put(*number, *number * 1);
      });
      std::vector<std::size_t> expected(kCount);
      std::iota(expected.begin(), expected.end(), std::size_t{0});
      CHECK(delivered == expected);
    }
  }
}

TEST_CASE("what comes early waits for what was before it") {
  std::vector<int> delivered;
  InOrder<int> results(4, [&](int&& value) { delivered.push_back(value); });
  results.put(2, 20);
  results.put(1, 10);
  CHECK(delivered.empty());
  results.put(0, 0);
  CHECK(delivered == std::vector<int>{0, 10, 20});
}

TEST_CASE("sharing out nothing asks for nothing") {
  share_out(0, 3, [](const auto& take) { CHECK_FALSE(take()); });
}

}  // namespace feastctl
