/// @file
/// @brief "Did you mean": finds the closest candidate for a misspelled word.
#pragma once

#include <span>
#include <string_view>

namespace feastctl {

/// The word of `candidates` nearest to `text` by edit distance (a swap of neighbours counts one, case counts little),
/// or an empty text if none is close enough to suggest. Among equals, the first wins.
std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates);

/// Whether `guess`, the nearest of `candidates`, is plainly meant by `text`: no other candidate is near, or `guess` is
/// at most one edit away and every other one at least two edits further.
bool plainly_means(std::string_view text, std::string_view guess, std::span<const std::string_view> candidates);

}  // namespace feastctl
