/// @file
/// @brief Compares keys, which are short: a call of memcmp costs more than it compares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace feastctl {

/// Whether the keys are equal; the same as `a == b`, inline.
inline bool same_key(std::string_view a, std::string_view b) {
  const auto differ = [&](std::size_t at, auto word) {
    auto other = word;
    std::memcpy(&word, a.data() + at, sizeof word);
    std::memcpy(&other, b.data() + at, sizeof other);
    return word != other;
  };
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size >= 8) {
    if (differ(size - 8, std::uint64_t{})) return false;
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (differ(at, std::uint64_t{})) return false;
    }
    return true;
  }
  if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
  for (std::size_t at = 0; at < size; ++at) {
    if (*(a.data() + at) != *(b.data() + at)) return false;
  }
  return true;
}

}  // namespace feastctl
