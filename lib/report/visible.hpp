/// @file
/// @brief Makes untrusted text safe for a terminal: it cannot move the cursor, ring the bell, or hide or reorder text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace feastctl::report {

/// Appends a character in a form that is safe for a terminal, and returns its width in columns; control characters and
/// the like become `\x1B` or `\u202E`, as do bytes that are not UTF-8.
std::size_t append_visible(const Utf8Character& character, char byte, std::string& out);

/// Appends `text` in that way, on one line; line ends become `\n`. Neutralizes commands for CI systems that read logs
/// (`##[error]`).
void append_visible(std::string_view text, std::string& out);

/// The same for text at the beginning of a line: also neutralizes `::error::`.
void append_visible_line(std::string_view text, std::string& out);

/// A source line with carets below it.
struct Snippet {
  std::string line;    ///< the line, or the part of it around the span
  std::string carets;  ///< spaces and carets, aligned below the span
};

/// Shows bytes [begin, end) of `line` (a span that ends behind the line ends with it) in at most about `width` columns.
Snippet snippet(std::string_view line, std::size_t begin, std::size_t end, std::size_t width);

}  // namespace feastctl::report
