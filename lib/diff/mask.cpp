/// Masks values of Secrets, and the base64 in environment variables that --secrets=inline creates from them.
#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "base/copy_on_write.hpp"
#include "base/secret_text.hpp"
#include "diff/parts.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kMask = "***";
constexpr std::string_view kMaskBefore = "*** (before)";
constexpr std::string_view kMaskAfter = "*** (after)";
constexpr std::string_view kInlineConfig =
    "FEATURE_STORE_YAML_BASE64";  // with the prefix TMP_ in all pods except lineage

using Pair = std::pair<const Node*, const Node*>;

Pair masks(const Node* before, const Node* after, const TreeBuilder& tree) {
  const bool same = before != nullptr && after != nullptr && equal(*before, *after);
  const bool both = before != nullptr && after != nullptr;
  return {before == nullptr ? nullptr : tree.string(same || !both ? kMask : kMaskBefore),
          after == nullptr ? nullptr : tree.string(same || !both ? kMask : kMaskAfter)};
}

/// Replaces the values at `key` of both with the result of `mask`.
template <typename Mask>
Pair replace(Pair objects, std::string_view key, const TreeBuilder& tree, const Mask& mask) {
  const Node* before = objects.first == nullptr ? nullptr : objects.first->find(key);
  const Node* after = objects.second == nullptr ? nullptr : objects.second->find(key);
  if (before == nullptr && after == nullptr) return objects;
  const Pair values = mask(Pair(before, after));
  if (before != nullptr) objects.first = with(*objects.first, key, values.first, tree);
  if (after != nullptr) objects.second = with(*objects.second, key, values.second, tree);
  return objects;
}

/// Masks the values of the two maps, except those that may be shown.
Pair mask_others(Pair maps, std::span<const std::string_view> shown, const TreeBuilder& tree) {
  const auto is_map = [](const Node* node) { return node == nullptr || node->is_map(); };
  if (!is_map(maps.first) || !is_map(maps.second)) return masks(maps.first, maps.second, tree);
  const auto side = [&](const Node* own, const Node* other, bool first) -> const Node* {
    if (own == nullptr) return nullptr;
    Node* copy = tree.map();
    for (const Member& m : own->members()) {
      if (std::ranges::find(shown, m.key) != shown.end()) {
        tree.add(copy, m.key, m.value);
        continue;
      }
      const Node* partner = other == nullptr ? nullptr : other->find(m.key);
      const Pair pair = first ? masks(m.value, partner, tree) : masks(partner, m.value, tree);
      tree.add(copy, m.key, first ? pair.first : pair.second);
    }
    return copy;
  };
  return {side(maps.first, maps.second, true), side(maps.second, maps.first, false)};
}

/// Whether a value is a valid type or apiVersion of a Secret, and not a line of a password that lost its indentation.
bool is_plain(std::string_view key, const Node& value) {
  if (key == "apiVersion") return value.text == "v1";
  if (key == "immutable") return value.kind == Kind::kBool;
  if (key != "type") return true;
  static constexpr std::array<std::string_view, 3> kPrefixes{"kubernetes.io/", "bootstrap.kubernetes.io/", "helm.sh/"};
  return value.text == "Opaque" || std::ranges::any_of(kPrefixes, [&](auto p) { return value.text.starts_with(p); });
}

/// Masks a Secret, except the fields that every Secret has: a mistake can put values anywhere, and kubectl keeps a copy
/// in an annotation.
Pair mask_secret(Pair secrets, const TreeBuilder& tree) {
  static constexpr std::array<std::string_view, 7> kFields{"apiVersion", "kind",       "metadata", "type",
                                                           "data",       "stringData", "immutable"};
  static constexpr std::array<std::string_view, 11> kMetadata{
      "name",       "namespace",       "generateName",      "labels",          "annotations",
      "finalizers", "ownerReferences", "creationTimestamp", "resourceVersion", "uid",
      "generation"};
  const auto all = [&](Pair values) { return mask_others(values, {}, tree); };
  for (const std::string_view key : {"data", "stringData"}) secrets = replace(secrets, key, tree, all);
  secrets = replace(secrets, "metadata", tree, [&](Pair metadata) {
    return mask_others(replace(metadata, "annotations", tree, all), kMetadata, tree);
  });
  for (const std::string_view key : {"apiVersion", "type", "immutable"}) {
    secrets = replace(secrets, key, tree, [&](Pair values) {
      const auto plain = [&](const Node* value) { return value == nullptr || is_plain(key, *value); };
      return plain(values.first) && plain(values.second) ? values : masks(values.first, values.second, tree);
    });
  }
  return mask_others(secrets, kFields, tree);
}

bool is_inline_config(const Node* node) {
  return node != nullptr && node->is_map() && string_at(node, "name").ends_with(kInlineConfig);
}

bool has_inline_config(const Node* node) {
  if (node == nullptr) return false;
  return (is_inline_config(node) && node->find("value") != nullptr) ||
         std::ranges::any_of(node->items(), has_inline_config) ||
         std::ranges::any_of(node->members(), [](const Member& m) { return has_inline_config(m.value); });
}

/// Finds the item of another list that an item is compared with: that of its name, or else that of its place.
class Partners {
 public:
  explicit Partners(const Node* list) : list_(list != nullptr && list->is_list() ? list : nullptr) {
    if (list_ == nullptr) return;
    for (const Node* item : list_->items()) named_.emplace(string_at(item, "name"), item);
  }

  [[nodiscard]] const Node* of(const Node& item, std::size_t index) const {
    if (list_ == nullptr) return nullptr;
    const std::string_view name = string_at(&item, "name");
    if (name.empty()) return index < list_->size ? list_->item[index] : nullptr;
    const auto found = named_.find(name);
    return found == named_.end() ? nullptr : found->second;
  }

 private:
  const Node* list_;
  std::unordered_map<std::string_view, const Node*> named_;
};

/// A copy of `node` with the variable's values replaced wherever they are: by `changed` where the other side has
/// another one at the same place.
const Node* with_inline_config(const Node* node, const Node* other, std::string_view changed, const TreeBuilder& tree) {
  if (!has_inline_config(node)) return node;
  if (is_inline_config(node)) {
    const Node* value = is_inline_config(other) ? other->find("value") : nullptr;
    const bool same = value == nullptr || equal(*value, *node->find("value"));
    return with(*node, "value", same ? kMask : changed, tree);
  }
  CopyOnWrite copy(*node, tree);
  if (node->is_list()) {
    const Partners partners(other);
    for (std::size_t i = 0; i < node->size; ++i) {
      copy.keep(with_inline_config(node->item[i], partners.of(*node->item[i], i), changed, tree));
    }
  }
  for (const Member& m : node->members()) {
    copy.keep(with_inline_config(m.value, other == nullptr ? nullptr : other->find(m.key), changed, tree));
  }
  return copy.result();
}

}  // namespace

std::pair<const Node*, const Node*> masked(const Node* before, const Node* after, const TreeBuilder& tree) {
  for (const Node* object : {before, after}) {
    if (object != nullptr && may_be_secret(*object)) return mask_secret({before, after}, tree);
  }
  return {with_inline_config(before, after, kMaskBefore, tree), with_inline_config(after, before, kMaskAfter, tree)};
}

}  // namespace feastctl::diff
