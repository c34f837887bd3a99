/// @file
/// @brief A rendered bundle as trees again.
#pragma once

#include "base/arena.hpp"
#include "base/node.hpp"
#include "feastctl.hpp"
#include "parse/reader.hpp"

namespace feastctl::inventory {

/// Calls `take(object, tree)` with every object of the bundle in the order in which it would be written.
template <typename Take>
void for_each_tree(const Result& rendered, const Take& take) {
  const auto read = [&](const std::vector<Rendered>& objects) {
    for (const Rendered& object : objects) {
      Sources sources;
      const SourceId id = sources.add("", object.text);
      Arena arena;
      const TreeBuilder tree(arena);
      Diagnostics ignored;
      std::vector<parse::Document> documents;
      parse::read(sources, id, tree, ignored, documents);
      for (const parse::Document& d : documents) take(*d.root, object);
    }
  };
  read(rendered.shared);
  for (const StoreResult& store : rendered.stores) read(store.objects);
  read(rendered.passed);
}

}  // namespace feastctl::inventory
