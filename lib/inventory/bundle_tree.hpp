/// @file
/// @brief A rendered bundle as trees again.
#pragma once

#include <span>
#include <vector>

#include "base/arena.hpp"
#include "base/node.hpp"
#include "feastctl.hpp"
#include "parse/reader.hpp"

namespace feastctl::inventory {

/// Calls `take(tree, object)` with each of the objects. The trees are in the arena of `tree` and refer to `texts`,
/// which must live as long.
template <typename Take>
void read_trees(std::span<const Rendered> objects, const TreeBuilder& tree, Sources& texts, const Take& take) {
  for (const Rendered& object : objects) {
    const SourceId id = texts.add("", object.text);
    Diagnostics ignored;
    std::vector<parse::Document> documents;
    parse::read(texts, id, tree, ignored, documents);
    for (const parse::Document& d : documents) take(*d.root, object);
  }
}

/// Calls `take(tree, object)` with every object of the bundle in the order in which it would be written. The trees are
/// gone afterwards.
template <typename Take>
void for_each_tree(const Result& rendered, const Take& take) {
  for_each_object(rendered, [&](const Rendered& object) {
    Sources texts;
    Arena arena;
    read_trees(std::span(&object, 1), TreeBuilder(arena), texts, take);
  });
}

}  // namespace feastctl::inventory
