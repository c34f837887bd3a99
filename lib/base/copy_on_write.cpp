#include "base/copy_on_write.hpp"

namespace feastctl {

const Node* with(const Node& map, std::string_view key, const Value& value, const TreeBuilder& tree) {
  const Node* node = tree.node(value);
  if (node == nullptr || map.find(key) == node) return &map;
  Node* copy = tree.shallow_copy(map);
  tree.set(copy, key, node);
  return copy;
}

const Node* without(const Node& map, std::string_view key, const TreeBuilder& tree) {
  CopyOnWrite rest(map, tree);
  for (const Member& m : map.members()) rest.keep(m.key == key ? nullptr : m.value);
  return rest.result();
}

void CopyOnWrite::keep(const Node* value) {
  if (copy_ == nullptr && value != old_value(next_)) begin_copy();
  if (copy_ != nullptr && value != nullptr) add(next_, value);
  ++next_;
}

void CopyOnWrite::append(std::string_view key, const Node* value) {
  if (copy_ == nullptr) begin_copy();
  tree_->add(copy_, key, value);
}

const Node* CopyOnWrite::old_value(std::uint32_t index) const {
  return node_->is_map() ? node_->member[index].value : node_->item[index];
}

void CopyOnWrite::add(std::uint32_t index, const Node* value) {
  if (node_->is_map()) {
    tree_->add(copy_, node_->member[index].key, value, node_->member[index].key_span);
  } else {
    tree_->push(copy_, value);
  }
}

void CopyOnWrite::begin_copy() {
  copy_ = node_->is_map() ? tree_->map() : tree_->list();
  copy_->origin = node_;
  for (std::uint32_t i = 0; i < next_; ++i) add(i, old_value(i));
}

}  // namespace feastctl
