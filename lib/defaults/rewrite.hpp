/// @file
/// @brief Rewrites a map or list entry by entry, and copies it only when an entry changes.
#pragma once

#include <string_view>

#include "base/node.hpp"

namespace feastctl::defaults {

/// The entries of a map or list are handed to `keep` in their order; `result` is the node itself when all were kept as
/// they are, else a new node with the old one as its origin.
class Rewrite {
 public:
  Rewrite(const Node& node, const TreeBuilder& tree) : node_(&node), tree_(&tree) {}

  /// The next entry's value from now on; nullptr drops the entry.
  void keep(const Node* value) {
    if (copy_ == nullptr && value != old_value(next_)) begin_copy();
    if (copy_ != nullptr && value != nullptr) add(next_, value);
    ++next_;
  }

  /// Adds an entry to a map whose entries have all been handed over.
  void append(std::string_view key, const Node* value) {
    if (copy_ == nullptr) begin_copy();
    tree_->add(copy_, key, value);
  }

  [[nodiscard]] const Node* result() const { return copy_ == nullptr ? node_ : copy_; }

 private:
  [[nodiscard]] const Node* old_value(std::uint32_t index) const {
    return node_->is_map() ? node_->member[index].value : node_->item[index];
  }
  void add(std::uint32_t index, const Node* value) {
    if (node_->is_map()) {
      tree_->add(copy_, node_->member[index].key, value, node_->member[index].key_span);
    } else {
      tree_->push(copy_, value);
    }
  }
  void begin_copy() {
    copy_ = node_->is_map() ? tree_->map() : tree_->list();
    copy_->origin = node_;
    for (std::uint32_t i = 0; i < next_; ++i) add(i, old_value(i));
  }

  const Node* node_;
  const TreeBuilder* tree_;
  Node* copy_ = nullptr;
  std::uint32_t next_ = 0;
};

}  // namespace feastctl::defaults
