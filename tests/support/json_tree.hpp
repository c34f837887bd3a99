/// @file
/// @brief Trees from JSON texts, for tests of the stages that come after reading. The nodes have no places.
#pragma once

#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::test {

/// The value that `text` holds; everything is copied into the builder's arena. Throws when it is no JSON.
const Node* json_tree(std::string_view text, const TreeBuilder& tree);

/// The tree as JSON on one line, keys in their order.
std::string json_text(const Node& node);

}  // namespace feastctl::test
