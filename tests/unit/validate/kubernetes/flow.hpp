/// @file
/// @brief Trees for tests, written in one line: `{name: a, emptyDir: {sizeLimit: -1Gi}}`.
///
/// A small part of YAML's flow style. Plain words are strings; whole numbers, true, false and null are what they look
/// like; double quotes make a string of anything. No escapes, no comments.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl {

/// Reads one value. The text must live as long as the builder's arena.
class Flow {
 public:
  Flow(const TreeBuilder& tree, std::string_view text) : tree_(&tree), rest_(text) {}

  const Node* value() {
    skip();
    if (take('{')) return map();
    if (take('[')) return list();
    if (take('"')) return tree_->string(until("\""));
    return plain(word());
  }

  [[nodiscard]] bool done() {
    skip();
    return rest_.empty();
  }

 private:
  const Node* map() {
    Node* out = tree_->map();
    while (!take('}')) {
      const std::string_view key = take('"') ? until("\"") : until(":");
      if (!key.empty()) take(':');
      tree_->add(out, key, value());
      if (!take(',') && rest_.substr(0, 1) != "}") FAIL("expected , or } at: ", std::string(rest_));
    }
    return out;
  }

  const Node* list() {
    Node* out = tree_->list();
    while (!take(']')) {
      tree_->push(out, value());
      if (!take(',') && rest_.substr(0, 1) != "]") FAIL("expected , or ] at: ", std::string(rest_));
    }
    return out;
  }

  const Node* plain(std::string_view text) const {
    if (text == "null") return tree_->null();
    if (text == "true" || text == "false") return tree_->boolean(text == "true");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? tree_->integer(number) : tree_->string(text);
  }

  std::string_view word() {
    const std::size_t size = std::min(rest_.find_first_of(",]}"), rest_.size());
    std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    while (out.ends_with(' ') || out.ends_with('\n')) out.remove_suffix(1);
    return out;
  }

  std::string_view until(std::string_view end) {
    const std::size_t size = rest_.find(end);
    if (size == std::string_view::npos) FAIL("expected ", std::string(end), " at: ", std::string(rest_));
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size + end.size());
    return out;
  }

  bool take(char c) {
    skip();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip() {
    while (rest_.starts_with(' ') || rest_.starts_with('\n')) rest_.remove_prefix(1);
  }

  const TreeBuilder* tree_;
  std::string_view rest_;
};

/// The tree that `text` writes.
inline const Node* flow(const TreeBuilder& tree, std::string_view text) {
  Flow reader(tree, text);
  const Node* root = reader.value();
  if (!reader.done()) FAIL("text behind the value: ", std::string(text));
  return root;
}

}  // namespace feastctl
