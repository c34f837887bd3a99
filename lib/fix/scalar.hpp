/// @file
/// @brief Values and keys as text, for the place that they are written to.
#pragma once

#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::fix {

/// The syntax around a place.
enum class Style : unsigned char { kBlock, kFlow, kJson };

/// A value on one line: `5Gi`, `{name: x}`, `["a"]`.
std::string on_one_line(const Node& value, Style style);

/// A string that replaces `written`, in the same quotes if it can have them.
std::string like(std::string_view text, std::string_view written, Style style);

/// An entry of a block map as lines, each with its line end: the key at column `column`, its value below.
std::string as_lines(std::string_view key, const Node& value, std::size_t column, std::string_view eol,
                     const TreeBuilder& tree);

/// Lines from column `from` to column `to`; blank lines stay as they are, and so do lines that begin before `from`.
std::string shifted(std::string_view lines, std::size_t from, std::size_t to);

}  // namespace feastctl::fix
