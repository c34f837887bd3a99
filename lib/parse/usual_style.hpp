/// @file
/// @brief Reads YAML in the usual style, at a fraction of libyaml's cost.
///
/// FeatureStores and Secrets are nearly always written in one style: block maps and lists, scalars on one line, `|`
/// blocks, short flow collections. Such a text is read here, straight into a tree. If there is anything else, or
/// anything that might be an error, libyaml and the Composer read the whole text instead. This code therefore reports
/// no errors, and a test checks that both build the same tree, with the same places.
#pragma once

#include <string_view>

#include "base/node.hpp"
#include "base/span.hpp"
#include "parse/scalar.hpp"

namespace feastctl::parse {

/// The root of a text in the usual style, which holds one document and is at byte `place.begin` of `place.source`.
/// nullptr if the text is in another style. Values are parts of `text`, which must live as long as the tree's arena.
const Node* read_usual(std::string_view text, Span place, Dialect dialect, const TreeBuilder& tree);

}  // namespace feastctl::parse
