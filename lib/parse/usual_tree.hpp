/// @file
/// @brief Builds the tree of a text in the usual style, for usual_style.cpp: scalars, and the maps and lists around
/// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "base/span.hpp"
#include "parse/scalar.hpp"
#include "parse/usual_scalar.hpp"

namespace feastctl::parse {

/// Collects the entries of all maps and lists that are open, the innermost one's last. Functions return false or
/// nullptr for what is left to the Composer: other types, duplicate keys, merge keys, keys that are no text.
class UsualTree {
 public:
  /// A map that is being read.
  struct OpenMap {
    std::size_t first;       ///< the number of its first entry among those collected
    std::uint64_t seen = 0;  ///< a bit for each of its keys; several share one
  };

  /// `text` is at byte `place.begin` of `place.source`.
  UsualTree(std::string_view text, Span place, Dialect dialect, const TreeBuilder& tree)
      : text_(text), place_(place), dialect_(dialect), tree_(tree) {}

  [[nodiscard]] OpenMap open_map() const { return {members_.size()}; }
  /// Adds a key; its value follows.
  bool add_key(const UsualToken& token, OpenMap& map);
  /// Sets the value of the last key.
  void set_value(const Node* value) { members_.back().value = value; }
  const Node* close(const OpenMap& map, std::size_t begin, std::size_t end);

  /// The number of its first item among those collected.
  [[nodiscard]] std::size_t open_list() const { return items_.size(); }
  void add_item(const Node* value) { items_.push_back(value); }
  const Node* close_list(std::size_t first, std::size_t begin, std::size_t end);

  const Node* scalar(const UsualToken& token);
  const Node* null(std::size_t at) { return placed(tree_.null(), at, at); }
  const Node* block(const UsualBlock& block, std::size_t begin, std::size_t end);

 private:
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {place_.source, place_.begin + static_cast<std::uint32_t>(begin),
            place_.begin + static_cast<std::uint32_t>(end)};
  }
  const Node* placed(Node* node, std::size_t begin, std::size_t end) const {
    node->span = span(begin, end);
    return node;
  }
  [[nodiscard]] bool is_text(std::string_view plain) const;
  [[nodiscard]] Node* resolved(std::string_view plain) const;

  std::string_view text_;
  Span place_;
  Dialect dialect_;
  const TreeBuilder& tree_;
  std::vector<Member> members_;
  std::vector<const Node*> items_;
};

}  // namespace feastctl::parse
