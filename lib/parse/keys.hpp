/// @file
/// @brief The keys of a map during composition.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/node.hpp"

namespace feastctl::parse {

/// Finds keys of a growing map: by linear search in small maps, and by hash in large ones, so that no input can make it
/// slow.
class KeyIndex {
 public:
  explicit KeyIndex(const Node& map) : map_(&map) {}

  /// The number of the entry with this key.
  std::optional<std::size_t> find(std::string_view key) {
    if (map_->size <= kSmall) {
      for (std::size_t i = 0; i < map_->size; ++i) {
        if (map_->member[i].key == key) return i;
      }
      return std::nullopt;
    }
    for (; indexed_ < map_->size; ++indexed_) table_.try_emplace(map_->member[indexed_].key, indexed_);
    const auto at = table_.find(key);
    return at == table_.end() ? std::nullopt : std::optional(at->second);
  }

  /// The place of this key; nothing if it is absent or comes from a merge key.
  std::optional<Span> find_written(std::string_view key) {
    const auto at = find(key);
    if (!at || (*at < merged_.size() && merged_[*at])) return std::nullopt;
    return map_->member[*at].key_span;
  }

  /// Records whether the entry with this number comes from a merge key.
  void set_merged(std::size_t entry, bool merged) {
    if (!merged && merged_.size() <= entry) return;
    if (merged_.size() <= entry) merged_.resize(entry + 1);
    merged_[entry] = merged;
  }

  /// For yaml.v3, which compares keys as they are spelled.
  std::optional<Span> find_spelt(const std::string& key) const {
    const auto at = spelt_.find(key);
    return at == spelt_.end() ? std::nullopt : std::optional(at->second);
  }
  void add_spelt(std::string key, Span where) { spelt_.try_emplace(std::move(key), where); }

 private:
  static constexpr std::size_t kSmall = 24;

  const Node* map_;
  std::size_t indexed_ = 0;
  std::unordered_map<std::string_view, std::size_t> table_;
  std::vector<bool> merged_;
  std::unordered_map<std::string, Span> spelt_;
};

}  // namespace feastctl::parse
