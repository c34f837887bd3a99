/// Values of Secrets, and what the operator's way (--secrets=inline) makes of them: base64 in an environment variable.
#include <algorithm>
#include <array>
#include <span>

#include "base/copy_on_write.hpp"
#include "base/secret_text.hpp"
#include "diff/parts.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kMask = "***";
constexpr std::string_view kMaskBefore = "*** (before)";
constexpr std::string_view kMaskAfter = "*** (after)";
constexpr std::string_view kInlineConfig = "FEATURE_STORE_YAML_BASE64";  // TMP_… in all pods but those of lineage

using Pair = std::pair<const Node*, const Node*>;

Pair masks(const Node* before, const Node* after, const TreeBuilder& tree) {
  const bool same = before != nullptr && after != nullptr && equal(*before, *after);
  const bool both = before != nullptr && after != nullptr;
  return {before == nullptr ? nullptr : tree.string(same || !both ? kMask : kMaskBefore),
          after == nullptr ? nullptr : tree.string(same || !both ? kMask : kMaskAfter)};
}

/// Replaces what `mask` gives for the values at `key` of both.
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

/// The values of the two maps but for those that are shown.
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

/// Whether a value can be what Kubernetes has at this field of a Secret, and no line of a password that lost its
/// indentation.
bool is_plain(std::string_view key, const Node& value) {
  if (key == "apiVersion") return value.text == "v1";
  if (key == "immutable") return value.kind == Kind::kBool;
  if (key != "type") return true;
  static constexpr std::array<std::string_view, 3> kPrefixes{"kubernetes.io/", "bootstrap.kubernetes.io/", "helm.sh/"};
  return value.text == "Opaque" || std::ranges::any_of(kPrefixes, [&](auto p) { return value.text.starts_with(p); });
}

/// A Secret, of which only is shown what it has by its kind: a slip can put values anywhere, and kubectl keeps a copy
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

/// The value of the variable in a container of the other side.
const Node* inline_config(const Node* node) {
  if (node == nullptr) return nullptr;
  if (node->is_map() && string_at(node, "name").ends_with(kInlineConfig)) return node->find("value");
  for (const Node* item : node->items()) {
    if (const Node* found = inline_config(item)) return found;
  }
  for (const Member& m : node->members()) {
    if (const Node* found = inline_config(m.value)) return found;
  }
  return nullptr;
}

/// A copy of `node` with the variable's value replaced wherever it is.
const Node* with_inline_config(const Node* node, const Node* mask, const TreeBuilder& tree) {
  if (inline_config(node) == nullptr) return node;
  if (string_at(node, "name").ends_with(kInlineConfig)) return with(*node, "value", mask, tree);
  CopyOnWrite copy(*node, tree);
  for (const Node* item : node->items()) copy.keep(with_inline_config(item, mask, tree));
  for (const Member& m : node->members()) copy.keep(with_inline_config(m.value, mask, tree));
  return copy.result();
}

}  // namespace

std::pair<const Node*, const Node*> masked(const Node* before, const Node* after, const TreeBuilder& tree) {
  for (const Node* object : {before, after}) {
    if (object != nullptr && may_be_secret(*object)) return mask_secret({before, after}, tree);
  }
  const Pair mask = masks(inline_config(before), inline_config(after), tree);
  return {with_inline_config(before, mask.first, tree), with_inline_config(after, mask.second, tree)};
}

}  // namespace feastctl::diff
