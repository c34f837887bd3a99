/// @file
/// @brief Trees for tests, from texts on one line: `{name: a, ports: [80, 'x'], "limits": {"cpu": 0.5}}`.
#pragma once

#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::test {

/// The value that `text` writes in YAML's flow style, of which JSON is a part: maps, lists, plain words, strings in
/// single quotes or in double ones with JSON's escapes, and JSON's numbers, true, false and null. Every node counts as
/// read by the user, at the place of its number in the text. Everything is copied into the builder's arena.
/// Throws std::invalid_argument for any other text.
Node* tree_of(const TreeBuilder& tree, std::string_view text);

/// The tree as JSON on one line, keys in their order.
std::string json_text(const Node& node);

}  // namespace feastctl::test
