/// @file
/// @brief A value together with the way to it, for the stages that judge values.
///
/// Field is to feastctl what field.Path is to Kubernetes, with the value at hand. It lives on the stack: a child points
/// at its parent, costs nothing to make, and becomes text only when there is something to say about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/node.hpp"

namespace feastctl {

/// A place in a tree, present or not: `spec.services.onlineStore` can be asked for even where nothing is written.
class Field {
 public:
  /// The root; `name` is what paths start with (usually empty, so that they start with `spec` or `metadata`).
  explicit Field(const Node* root, std::string_view name = {}) : key_(name), node_(root) {}

  /// The value at `key`; absent when this is no map or has no such key. The parent must outlive the child.
  [[nodiscard]] Field child(std::string_view key) const& {
    return {this, key, node_ == nullptr ? nullptr : node_->find_member(key)};
  }
  /// The value of a member of this map, as found by `node()->members()`.
  [[nodiscard]] Field child(const Member& member) const& { return {this, member.key, &member}; }
  /// The item at `index`; absent when this is no list or is shorter.
  [[nodiscard]] Field item(std::size_t index) const& {
    const auto items = node_ == nullptr ? std::span<const Node* const>() : node_->items();
    return {this, index, index < items.size() ? items[index] : nullptr};
  }
  [[nodiscard]] Field child(std::string_view key) const&& = delete;  // the parent would be gone
  [[nodiscard]] Field child(const Member& member) const&& = delete;
  [[nodiscard]] Field item(std::size_t index) const&& = delete;

  /// The value, or nullptr when it is absent. An explicit null is absent, as it is to Kubernetes.
  [[nodiscard]] const Node* node() const { return present() ? node_ : nullptr; }
  [[nodiscard]] bool present() const { return node_ != nullptr && !node_->is_null(); }
  /// Whether a key or item is here, even with a null value.
  [[nodiscard]] bool written() const { return node_ != nullptr; }

  [[nodiscard]] bool is_string() const { return present() && node_->is_string(); }
  [[nodiscard]] bool is_map() const { return present() && node_->is_map(); }
  [[nodiscard]] bool is_list() const { return present() && node_->is_list(); }

  /// The string here, or `otherwise`.
  [[nodiscard]] std::string_view text(std::string_view otherwise = {}) const {
    return is_string() ? node_->text : otherwise;
  }
  /// The integer here, if there is one.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// The boolean here, or `otherwise`.
  [[nodiscard]] bool boolean(bool otherwise = false) const {
    return present() && node_->kind == Kind::kBool ? node_->boolean : otherwise;
  }
  /// The number of items or members; 0 for anything else.
  [[nodiscard]] std::size_t size() const { return is_list() || is_map() ? node_->size : 0; }

  [[nodiscard]] const Field* parent() const { return parent_; }
  [[nodiscard]] std::string_view key() const { return key_; }

  /// The path as the API server spells it, `.key` for map keys too: spec.containers[0].env[1].name, data.my-key.
  [[nodiscard]] std::string path() const;

  /// The node that the user wrote and that is behind this place: this value's, or the nearest parent's that has
  /// one. Nullptr when all of it was made by us.
  [[nodiscard]] const Node* cause() const;

  /// Where the value is; for an absent value where the nearest parent is. A map or list that is an entry is
  /// shown by its key: its own place would be its first entry.
  [[nodiscard]] Span span() const;
  /// Where the key is; the value's place for list items and roots.
  [[nodiscard]] Span key_span() const;

 private:
  Field(const Field* parent, std::string_view key, const Member* member)
      : parent_(parent), key_(key), node_(member == nullptr ? nullptr : member->value), member_(member) {}
  Field(const Field* parent, std::size_t index, const Node* node)
      : parent_(parent), index_(static_cast<std::int64_t>(index)), node_(node) {}

  const Field* parent_ = nullptr;
  std::string_view key_;
  std::int64_t index_ = -1;  ///< the place in a list, or -1 for a map's entry
  const Node* node_ = nullptr;
  const Member* member_ = nullptr;
};

/// The way to a node, spelt as Field::path, and the place of its key if it is a map's entry.
struct Whereabouts {
  std::string path;
  Span key_span;
};

/// Where `target` (by identity) is below `root`, or nothing when it is not in there.
std::optional<Whereabouts> find_node(const Node& root, const Node* target);

/// find_node for many nodes of one tree, which must not change meanwhile. The first few calls walk the tree; the others
/// are answered from an index.
class NodeFinder {
 public:
  explicit NodeFinder(const Node& root) : root_(&root) {}
  [[nodiscard]] const Node& root() const { return *root_; }
  [[nodiscard]] std::optional<Whereabouts> find(const Node* target);

 private:
  /// What a node is in: as which entry of which map or list.
  struct Entry {
    const Node* parent = nullptr;
    std::uint32_t index = 0;
  };
  void note_entries(const Node& parent);
  void append_path(const Entry& entry, std::string& path) const;

  const Node* root_;
  unsigned questions_ = 0;
  std::unordered_map<const Node*, Entry> entries_;
};

}  // namespace feastctl
