/// @file
/// @brief Numbers that depend on the seed alone, so that libFuzzer can repeat a mutation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace feastctl::fuzz {

/// xorshift64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_((seed + 1) * 0x9E3779B97F4A7C15ULL) {}

  /// A number below `limit`; 0 when there is none.
  std::size_t below(std::size_t limit) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return limit == 0 ? 0 : static_cast<std::size_t>((state_ >> 20U) % limit);
  }
  /// True once in `times`.
  bool once_in(std::size_t times) { return below(times) == 0; }
  /// One of the list, which is not empty.
  template <typename List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace feastctl::fuzz
