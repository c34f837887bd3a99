/// @file
/// @brief Changes FeatureStores as people do: a field more, a field less, another value, what they refer to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace feastctl::fuzz {

/// The input with one to three changes; a fresh store where the input holds none. The same for the same seed.
std::string mutated(std::string_view input, std::uint64_t seed);

/// `first` with a field of `second` in place of its own field of that name.
std::string crossed(std::string_view first, std::string_view second, std::uint64_t seed);

}  // namespace feastctl::fuzz
