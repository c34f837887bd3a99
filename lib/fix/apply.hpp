/// @file
/// @brief Applies fixes to a text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fix.hpp"

namespace feastctl::fix {

/// A text with fixes applied.
struct Applied {
  std::string text{};
  std::vector<const Fix*> fixes{};  ///< those that were applied
};

/// Applies the fixes whose edits are in `source`, whose text is `text`. A fix that overlaps an earlier one of the list,
/// or inserts at the same place, is left for another round: its edits refer to text that has changed.
Applied apply(std::string_view text, SourceId source, std::span<const Fix* const> fixes);

}  // namespace feastctl::fix
