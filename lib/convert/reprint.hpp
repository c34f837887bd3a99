/// @file
/// @brief A changed tree as text again, with everything that did not change as the user wrote it: comments, order,
/// quotes, blank lines.
///
/// Each entry of a block map owns the lines from the end of the entry before it to the end of its value: blank lines
/// and comments above belong to it. An entry that moves takes its lines along, shifted to where they then stand. An
/// entry that is gone leaves its comments.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::convert {

/// The text of `now`, a tree that was made from `was`, which was read from bytes [begin, end) of `text`. The nodes of
/// `retired` that are not in `now` any more stay as comments. Nothing where the form of the text has no way to say it;
/// the caller reads the text again to see that it says what it should.
std::optional<std::string> reprint(const Node& now, const Node& was, std::span<const Node* const> retired,
                                   std::string_view text, std::size_t begin, std::size_t end);

}  // namespace feastctl::convert
