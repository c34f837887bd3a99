/// @file
/// @brief Where the properties of an object are in its hash table, which compile.cpp makes: every key of a store is
/// looked up several times.
#pragma once

#include <cstddef>
#include <string_view>

namespace feastctl::schema {

/// The slot at which the search for a name begins, in a table of `size` slots (a power of two).
constexpr std::size_t slot_of(std::string_view name, std::size_t size) {
  if (name.empty()) return 0;
  const auto at = [name](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
  return (at(0) * 5 + at(name.size() / 2) * 17 + at(name.size() - 1) * 3 + name.size()) & (size - 1);
}

}  // namespace feastctl::schema
