#include "defaults/draft.hpp"

#include <algorithm>

namespace feastctl::defaults {

Draft Draft::child(std::string_view key, std::string_view from) const {
  const Node* present = lookup(map_, {key});
  if (present == nullptr) {
    Node* made = tree_->map();
    put(key, made, from);
    return {*tree_, made, origins_};
  }
  Node* copy = tree_->shallow_copy(*present);
  tree_->set(map_, key, copy);
  return {*tree_, copy, origins_};
}

void Draft::fill(std::string_view key, const Value& value, std::string_view from) const {
  if (!has(key)) put(key, value, from);
}

void Draft::put(std::string_view key, const Value& value, std::string_view from) const {
  const Node* node = tree_->node(value);
  if (node == nullptr) return;
  tree_->set(map_, key, node);
  if (origins_ != nullptr) origins_->push_back({node, from});
}

void Draft::remove(std::string_view key) const {
  Member* end = map_->member + map_->size;
  end = std::remove_if(map_->member, end, [key](const Member& m) { return m.key == key; });
  map_->size = static_cast<std::uint32_t>(end - map_->member);
}

}  // namespace feastctl::defaults
