/// @file
/// @brief Text of others made fit for a terminal: nothing in it moves the cursor, rings, hides or reorders.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace feastctl::report {

/// Appends a character as a terminal may have it and returns the columns that it takes there; control characters
/// and their like become `\x1B` or `\u202E`, and so do bytes that are no UTF-8.
std::size_t append_visible(const Utf8Character& character, char byte, std::string& out);

/// Appends `text` in that way, on one line; a line end becomes `\n`. Nothing in it is a command to a machine that reads
/// logs (`##[error]`).
void append_visible(std::string_view text, std::string& out);

/// The same for a text with which a line begins: it is no `::error::` either.
void append_visible_line(std::string_view text, std::string& out);

/// A source line with carets below it.
struct Snippet {
  std::string line;    ///< the line, or what of it is around the span
  std::string carets;  ///< spaces and carets, as long as the terminal is concerned below the span
};

/// Shows bytes [begin, end) of `line` (a span that ends behind the line ends with it) in at most about `width` columns.
Snippet snippet(std::string_view line, std::size_t begin, std::size_t end, std::size_t width);

}  // namespace feastctl::report
