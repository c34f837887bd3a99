/// @file
/// @brief "Did you mean": the nearest of the words that could have been meant.
#pragma once

#include <span>
#include <string_view>

namespace feastctl {

/// The word of `candidates` nearest to `text` by edit distance (a swap of neighbours counts one, case counts little),
/// or an empty text when none is near enough to be worth offering. The first of equals wins.
std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates);

}  // namespace feastctl
