/// @file
/// @brief Changes entries of maps and lists. Nodes are shared, so a changed node is a copy whose origin is the previous
/// node; unchanged nodes are reused.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/node.hpp"

namespace feastctl {

/// `map` with `value` at `key`, replacing the previous value, or at the end. Returns `map` itself if it already has
/// that value, or if `value` is absent.
const Node* with(const Node& map, std::string_view key, const Value& value, const TreeBuilder& tree);

/// `map` without the entry at `key`; `map` itself if it has none.
const Node* without(const Node& map, std::string_view key, const TreeBuilder& tree);

/// Copies a map or list entry by entry. Pass the entries to `keep` in order.
class CopyOnWrite {
 public:
  CopyOnWrite(const Node& node, const TreeBuilder& tree) : node_(&node), tree_(&tree) {}

  /// Sets the value of the next entry; nullptr drops the entry.
  void keep(const Node* value);
  /// Adds an entry to a map after all its entries have been passed.
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
