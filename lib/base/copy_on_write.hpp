/// @file
/// @brief Maps and lists with other entries. Nodes are shared, so what changes is a copy whose origin is the node
/// before; what does not change stays the node that it was.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/node.hpp"

namespace feastctl {

/// `map` with `value` at `key`, in the place of the value before it, or at the end. `map` itself when it has that
/// value, or when `value` is absent.
const Node* with(const Node& map, std::string_view key, const Value& value, const TreeBuilder& tree);

/// `map` without the entry at `key`; `map` itself when it has none.
const Node* without(const Node& map, std::string_view key, const TreeBuilder& tree);

/// A map or list, entry by entry. The entries are handed to `keep` in their order.
class CopyOnWrite {
 public:
  CopyOnWrite(const Node& node, const TreeBuilder& tree) : node_(&node), tree_(&tree) {}

  /// The next entry's value from now on; nullptr drops the entry.
  void keep(const Node* value);
  /// Adds an entry to a map whose entries have all been handed over.
  void append(std::string_view key, const Node* value);

  [[nodiscard]] const Node* result() const { return copy_ == nullptr ? node_ : copy_; }

 private:
  [[nodiscard]] const Node* old_value(std::uint32_t index) const;
  void add(std::uint32_t index, const Node* value);
  void begin_copy();

  const Node* node_;
  const TreeBuilder* tree_;
  Node* copy_ = nullptr;
  std::uint32_t next_ = 0;
};

}  // namespace feastctl
