/// @file
/// @brief A long text with constants that are not copied into it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace feastctl {

/// A text with the places of constants that belong into it. Constants live as long as the program: the script in the
/// bundle of every store with a Secret is two fifths of a fleet's output.
struct JoinedText {
  /// A constant that belongs before the byte `at` of the text.
  struct Constant {
    std::size_t at = 0;
    std::string_view text;
  };
  std::string text;
  std::vector<Constant> constants;  ///< in the order of their places
};

}  // namespace feastctl
