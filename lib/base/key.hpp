/// @file
/// @brief Compares keys, which are short: a call of memcmp costs more than it compares. Most that differ do so at a
/// glance.
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

/// A number that is equal for equal keys, and for some others, from three of its bytes at most.
constexpr unsigned key_hash(std::string_view key) {
  if (key.empty()) return 0;
  const auto first = static_cast<unsigned char>(key.front());
  const auto last = static_cast<unsigned char>(key.back());
  return first * 7U + last * 3U + static_cast<unsigned>(key.size());
}

/// A set of keys in 16 bits: `(keys & key_bit(key)) == 0` if the key is certainly not one of them.
constexpr std::uint16_t key_bit(std::string_view key) {
  return static_cast<std::uint16_t>(1U << key_hash(key) % 16);
}

}  // namespace feastctl
