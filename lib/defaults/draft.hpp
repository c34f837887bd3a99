/// @file
/// @brief A spec while defaults are filled in: maps are copied when they are first changed; everything else stays
/// shared.
#pragma once

#include <string_view>
#include <vector>

#include "base/node.hpp"

namespace feastctl::defaults {

/// A default that was filled in, and its origin in a few words; for `feastctl defaults --origin`.
struct Origin {
  const Node* value = nullptr;
  std::string_view from;
};

/// A mutable map: a private copy of the user's, or a new one.
class Draft {
 public:
  /// `origins` collects what is filled in; it may be nullptr.
  Draft(const TreeBuilder& tree, Node* map, std::vector<Origin>* origins)
      : tree_(&tree), map_(map), origins_(origins) {}

  [[nodiscard]] const Node* node() const { return map_; }
  /// Whether there is a value (not null).
  [[nodiscard]] bool has(std::string_view key) const { return lookup(map_, {key}) != nullptr; }
  [[nodiscard]] bool flag(std::string_view key) const { return bool_at(map_, key); }

  /// The map at `key`, for changes; if absent, it is created as a default with the origin `from`.
  [[nodiscard]] Draft child(std::string_view key, std::string_view from) const;
  /// Fills in `key` if it is absent.
  void fill(std::string_view key, const Value& value, std::string_view from) const;
  /// Sets `key`, whatever its value was.
  void put(std::string_view key, const Value& value, std::string_view from) const;
  void remove(std::string_view key) const;

  [[nodiscard]] const TreeBuilder& tree() const { return *tree_; }

 private:
  const TreeBuilder* tree_;
  Node* map_;
  std::vector<Origin>* origins_;
};

}  // namespace feastctl::defaults
