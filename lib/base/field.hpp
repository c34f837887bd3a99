/// @file
/// @brief A value together with its path, for the stages that check values.
///
/// Like field.Path in Kubernetes, but with access to the value. It lives on the stack: a child points to its parent, is
/// cheap to create, and is formatted only when there is something to report about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/node.hpp"

namespace feastctl {

/// A place in a tree, present or not: `spec.services.onlineStore` can be requested even if nothing is written there.
class Field {
 public:
  /// The root; `name` is what paths start with (usually empty, so that they start with `spec` or `metadata`).
  explicit Field(const Node* root, std::string_view name = {}) : key_(name), node_(root) {}

  /// The value at `key`; absent if this is not a map or has no such key. The parent must outlive the child.
  [[nodiscard]] Field child(std::string_view key) const& {
    return {this, key, node_ == nullptr ? nullptr : node_->find_member(key)};
  }
  /// The value of a member of this map, as found by `node()->members()`.
  [[nodiscard]] Field child(const Member& member) const& { return {this, member.key, &member}; }
  /// The item at `index`; absent if this is not a list or is shorter.
  [[nodiscard]] Field item(std::size_t index) const& {
    const auto items = node_ == nullptr ? std::span<const Node* const>() : node_->items();
    return {this, index, index < items.size() ? items[index] : nullptr};
  }
  [[nodiscard]] Field child(std::string_view key) const&& = delete;  // the parent would be gone
  [[nodiscard]] Field child(const Member& member) const&& = delete;
  [[nodiscard]] Field item(std::size_t index) const&& = delete;

  /// The value, or nullptr if it is absent. An explicit null counts as absent, as in Kubernetes.
  [[nodiscard]] const Node* node() const { return present() ? node_ : nullptr; }
  [[nodiscard]] bool present() const { return node_ != nullptr && !node_->is_null(); }
  /// Whether the key or item exists, even with a null value.
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
  /// The place in a list, or -1 for a map's entry or a root.
  [[nodiscard]] std::int64_t index() const { return index_; }

  /// The path as the API server spells it, with `.key` for map keys too: spec.containers[0].env[1].name, data.my-key.
  [[nodiscard]] std::string path() const;

  /// The user's node behind this place: that of this value, or of the nearest parent that has one. nullptr if
  /// everything was generated.
  [[nodiscard]] const Node* cause() const;

  /// The place of the value; for an absent value, that of the nearest parent. A map or list in an entry is shown at its
  /// key, because its own place would be its first entry.
  [[nodiscard]] Span span() const;
  /// The place of the key; for list items and roots, that of the value.
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

/// The path to a node, as in Field::path, and the place of its key if it is an entry of a map.
struct Whereabouts {
  std::string path;
  Span key_span;
};

/// The place of `target` (by identity) below `root`, or nothing if it is not there.
std::optional<Whereabouts> find_node(const Node& root, const Node* target);

/// find_node for many nodes of one tree, which must not change meanwhile. The first few calls walk the tree; later ones
/// use an index.
class NodeFinder {
 public:
  explicit NodeFinder(const Node& root) : root_(&root) {}
  [[nodiscard]] const Node& root() const { return *root_; }
  [[nodiscard]] std::optional<Whereabouts> find(const Node* target);

 private:
  /// The map or list that contains a node, and its position there.
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
