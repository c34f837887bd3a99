/// @file
/// @brief Turns changes of a document into edits of its text, keeping all other bytes.
///
/// Block style is edited by lines, flow style and JSON between commas. A removed entry leaves its comments; a moved one
/// takes those directly above it and within it along. What cannot be expressed this way (an entry behind an alias, a
/// comment in the middle of a flow map) gives no edits. offer.hpp reads the result again and compares it with the tree
/// that was wanted, so a style that this file does not know costs a fix and never a wrong edit.
#pragma once

#include <optional>
#include <vector>

#include "base/fix.hpp"
#include "fix/document.hpp"

namespace feastctl::fix {

/// The edits that make the change, in the order of the text. Nothing if the style of the text does not allow it.
std::optional<std::vector<Edit>> edits_for(const Document& document, const Change& change, const TreeBuilder& tree);

/// The text of every comment in [begin, end) of the document, in order.
std::vector<std::string_view> comments_in(const Document& document, std::size_t begin, std::size_t end);

}  // namespace feastctl::fix
