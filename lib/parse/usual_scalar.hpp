/// @file
/// @brief The scalars of a text in the usual style: see usual_style.hpp.
///
/// The texts end with a line feed, at which every loop stops, and contain only printable ASCII and line feeds. A
/// function returns false if it finds something unusual.
#pragma once

#include <cstddef>
#include <string_view>

namespace feastctl::parse {

/// A scalar on one line; offsets are in bytes from the start of the text.
struct UsualToken {
  std::size_t begin;
  std::size_t end;
  std::size_t value_begin;  ///< after the quote
  std::size_t value_end;
  bool plain;
};

/// A `|` block.
struct UsualBlock {
  std::size_t lines_begin;
  std::size_t lines_end;
  std::size_t indent;  ///< the column at which its lines begin
  char chomp;          ///< `-`, `+`, or a blank if nothing follows the bar
};

/// A scalar in block context that begins at `at`: plain, up to `: `, ` #` or the line's end, or quoted.
bool scan_scalar(std::string_view whole, std::size_t at, UsualToken& token);

/// A scalar inside a flow collection: one word, or quoted.
bool scan_flow_scalar(std::string_view whole, std::size_t at, UsualToken& token);

/// A `|` block whose bar is at `at`; its lines must be indented deeper than `column`. It ends at the end of its last
/// line.
bool scan_block(std::string_view text, std::size_t at, int column, UsualBlock& block);

/// The value of a block. `room` holds as many characters as the block's lines.
std::string_view block_value(std::string_view text, const UsualBlock& block, char* room);

}  // namespace feastctl::parse
