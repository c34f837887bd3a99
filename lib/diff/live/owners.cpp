#include "diff/live/owners.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parse/reader.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kAppliedText = "kubectl.kubernetes.io/last-applied-configuration";

/// Whether the fields hold one of the labels that `desired` has, if it has any.
bool owns_label(const Node* fields, const Node& desired) {
  const Node* owned = lookup(fields, {"f:metadata", "f:labels"});
  const Node* labels = lookup(&desired, {"metadata", "labels"});
  if (labels == nullptr) return true;
  if (owned == nullptr) return false;
  return std::ranges::any_of(
      labels->members(), [&](const Member& label) { return owned->find(fmt::format("f:{}", label.key)) != nullptr; });
}

/// Whether the entry is about the object itself, and not about a part that has a door of its own (status, scale).
bool is_whole(const Node* entry) {
  return string_at(entry, "subresource").empty();
}

/// The values of the fields in one text.
std::string joined(const Node& item, const std::vector<std::string_view>& fields) {
  std::string text;
  for (const std::string_view field : fields) {
    const Node* value = item.find(field);
    if (value != nullptr) text += value->text;
    text += '\n';
  }
  return text;
}

}  // namespace

Owners::Owners(const Node& live, const Node& desired, const TreeBuilder& tree) : tree_(&tree) {
  const Node* metadata = live.find("metadata");
  const auto text = string_at(lookup(metadata, {"annotations"}), kAppliedText);
  if (!text.empty()) last_applied_ = parse::read_embedded(text, tree, parse::Embedded::kKubernetesMap).root;
  const Node* managed = lookup(metadata, {"managedFields"});
  if (managed == nullptr) return;
  for (const Node* entry : managed->items()) {
    const Node* fields = lookup(entry, {"fieldsV1"});
    if (fields == nullptr || !fields->is_map()) continue;
    const bool applies = string_at(entry, "operation") == "Apply" && is_whole(entry) && owns_label(fields, desired);
    writers_.push_back({fields, entry, applies});
    tracked_ |= is_whole(entry) && fields->find("f:metadata") != nullptr;
  }
}

Owners Owners::at(std::string_view key) const {
  Owners below;
  below.tree_ = tree_;
  below.tracked_ = tracked_;
  below.replaced_ = replaced_;
  if (last_applied_ != nullptr) below.last_applied_ = lookup(last_applied_, {key});
  if (writers_.empty()) return below;
  const std::string name = fmt::format("f:{}", key);
  for (const Writer& writer : writers_) {
    const Node* fields = writer.fields->size == 0 ? writer.fields : writer.fields->find(name);
    if (fields != nullptr && fields->is_map()) below.writers_.push_back({fields, writer.entry, writer.applies});
  }
  return below;
}

Owners Owners::replaced() const {
  Owners same = *this;
  same.replaced_ = true;
  return same;
}

bool Owners::removed() const {
  return replaced_ || (last_applied_ != nullptr && !last_applied_->is_null()) ||
         std::ranges::any_of(writers_, &Writer::applies);
}

std::string Owners::managers() const {
  std::vector<std::string_view> names;
  for (const Writer& writer : writers_) {
    const auto name = string_at(writer.entry, "manager");
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

ItemOwners::ItemOwners(const Owners& list, std::string (*key_of)(const Node&, std::string_view), std::string_view by)
    : list_(&list) {
  if (list.last_applied_ != nullptr) {
    for (const Node* item : list.last_applied_->items()) applied_.emplace(key_of(*item, by), item);
  }
  for (const Owners::Writer& writer : list.writers_) {
    Owned& owned = owned_.emplace_back();
    for (const Member& m : writer.fields->members()) {
      if (!m.key.starts_with("k:") || !m.value->is_map()) continue;
      const auto key = parse::read_embedded(m.key.substr(2), *list.tree_, parse::Embedded::kKubernetesMap);
      if (!key.ok()) continue;
      if (owned.fields.empty()) {
        for (const Member& field : key.root->members()) owned.fields.push_back(field.key);
      }
      owned.items.emplace(joined(*key.root, owned.fields), m.value);
    }
  }
}

Owners ItemOwners::of(const Node& live, const std::string& key) const {
  Owners below;
  below.tree_ = list_->tree_;
  below.replaced_ = list_->replaced_;
  const auto applied = applied_.find(key);
  if (applied != applied_.end()) below.last_applied_ = applied->second;
  for (std::size_t i = 0; i < owned_.size(); ++i) {
    const Owners::Writer& writer = list_->writers_[i];
    const auto found = owned_[i].items.find(joined(live, owned_[i].fields));
    const Node* fields = writer.fields->size == 0         ? writer.fields
                         : found == owned_[i].items.end() ? nullptr
                                                          : found->second;
    if (fields != nullptr) below.writers_.push_back({fields, writer.entry, writer.applies});
  }
  below.tracked_ = list_->tracked_ && !below.writers_.empty();  // an item that is not found says nothing of its fields
  return below;
}

}  // namespace feastctl::diff
