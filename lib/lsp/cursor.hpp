/// @file
/// @brief What is at a position of a text: which value, or which key could be written there.
#pragma once

#include <cstddef>
#include <optional>

#include "lsp/outline.hpp"

namespace feastctl::lsp {

/// A place in a document at which something can be typed.
struct Cursor {
  int container = -1;  ///< the item whose key or list item would be here; -1 for the document
  int item = -1;       ///< the item whose value is here, or -1 for a key
  Extent word{};       ///< what is written there so far, all of it
  bool in_brackets = false;
  std::size_t column = 0;  ///< of the key, unless it is in brackets
  std::size_t margin = 0;  ///< the blanks at the beginning of the line
};

/// What can be typed at `offset`; nothing in comments and multi-line texts.
std::optional<Cursor> cursor_at(const Outline& outline, std::size_t offset);

/// The innermost item whose key or one-line value is at `offset`, or -1.
int item_at(const Outline& outline, std::size_t offset);

}  // namespace feastctl::lsp
