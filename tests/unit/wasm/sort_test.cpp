#include "libcxx/sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

struct Swaps {
  template <typename Iterator>
  static void iter_swap(Iterator one, Iterator other) {
    std::iter_swap(one, other);
  }
};

/// Texts that are compared by their first letter only, of which there are `letters`; the rest numbers them.
std::vector<std::string> texts(std::size_t count, unsigned letters, std::mt19937& random) {
  std::vector<std::string> made;
  for (std::size_t i = 0; i < count; ++i) {
    made.push_back(static_cast<char>('a' + random() % letters) + std::to_string(i));
  }
  return made;
}

bool by_letter(const std::string& one, const std::string& other) {
  return one[0] < other[0];
}

}  // namespace

TEST_CASE("the modules' sort orders as a stable sort does") {
  std::mt19937 random(1);
  for (const std::size_t count : {0, 1, 2, 3, 8, 9, 10, 17, 64, 100, 1000}) {
    for (const unsigned letters : {1U, 2U, 5U, 26U}) {
      CAPTURE(count);
      CAPTURE(letters);
      for (int turn = 0; turn < 20; ++turn) {
        auto sorted = texts(count, letters, random);
        auto expected = sorted;
        std::ranges::stable_sort(expected, by_letter);
        feastctl::wasm::sort_by_index<Swaps>(sorted.begin(), sorted.end(), by_letter);
        CHECK(sorted == expected);
      }
    }
  }
}

TEST_CASE("the modules' sort takes no quadratic time") {
  constexpr std::size_t kMany = 1 << 15;
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < kMany; ++i) numbers.push_back(kMany - i);
  std::size_t compared = 0;
  auto counting = [&](std::size_t one, std::size_t other) {
    ++compared;
    return one < other;
  };
  feastctl::wasm::sort_by_index<Swaps>(numbers.begin(), numbers.end(), counting);
  CHECK(std::ranges::is_sorted(numbers));
  CHECK(compared < kMany * 15 * 3);  // n log n, with some to spare
}
