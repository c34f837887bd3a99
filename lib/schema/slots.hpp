/// @file
/// @brief A hash table of an object's properties, made by the compiler: every key of a store is looked up several
/// times.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "schema/table.hpp"

namespace feastctl::schema {

/// The slot at which the search for a name begins, in a table of `size` slots (a power of two).
constexpr std::size_t slot_of(std::string_view name, std::size_t size) {
  if (name.empty()) return 0;
  const auto at = [name](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
  return (at(0) * 5 + at(name.size() / 2) * 17 + at(name.size() - 1) * 3 + name.size()) & (size - 1);
}

/// For each slot the number of a property, from 1; 0 ends a search. Half of the slots or more are free.
template <std::size_t kCount>
constexpr auto slots_of(const Property (&properties)[kCount]) {
  static_assert(kCount < 256);
  std::array<std::uint8_t, std::bit_ceil(2 * kCount)> slots{};
  for (std::size_t i = 0; i < kCount; ++i) {
    std::size_t slot = slot_of(properties[i].name, slots.size());
    while (slots[slot] != 0) slot = (slot + 1) % slots.size();
    slots[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return slots;
}

}  // namespace feastctl::schema
