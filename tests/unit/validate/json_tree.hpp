/// @file
/// @brief Trees for tests, from JSON in which strings and keys may be in single quotes.
#pragma once

#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::test {

/// The tree that `text` stands for; every node counts as read by the user, at the place of its number in the text.
const Node* json_tree(const TreeBuilder& tree, std::string text);

}  // namespace feastctl::test
