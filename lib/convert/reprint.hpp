/// @file
/// @brief Writes a changed tree as text, keeping everything unchanged as the user wrote it: comments, order, quotes,
/// blank lines.
///
/// Each entry of a block map owns the lines from the end of the previous entry to the end of its value, including blank
/// lines and comments above it. A moved entry takes its lines along, with adjusted indentation. A removed entry leaves
/// its comments.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::convert {

/// The text of `now`, a tree created from `was`, which was read from bytes [begin, end) of `text`. Nodes in `retired`
/// that are no longer in `now` are kept as comments. Returns nothing if the style of the text cannot express the tree;
/// the caller must parse the text again to verify it.
std::optional<std::string> reprint(const Node& now, const Node& was, std::span<const Node* const> retired,
                                   std::string_view text, std::size_t begin, std::size_t end);

}  // namespace feastctl::convert
