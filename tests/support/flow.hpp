/// @file
/// @brief Trees for tests, written as the flow form of YAML: `{key: app, values: [a, 'b c'], count: 2}`.
#pragma once

#include <cctype>
#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::support {

/// Reads a small part of YAML's flow form: maps, lists, words, numbers, true, false, null and single quotes. Throws on
/// anything else, as a test's own text is meant to be right. Nodes have no places; texts point into `text`.
class FlowReader {
 public:
  FlowReader(const TreeBuilder& tree, std::string_view text) : tree_(tree), text_(text) {}

  Node* read() {
    Node* node = value();
    blanks();
    if (at_ != text_.size()) fail();
    return node;
  }

 private:
  [[noreturn]] void fail() const { throw std::invalid_argument("flow text: " + std::string(text_.substr(at_))); }
  void blanks() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  bool take(char c) {
    blanks();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view quoted() {
    const std::size_t end = text_.find('\'', at_);
    if (end == std::string_view::npos) fail();
    const std::string_view text = text_.substr(at_, end - at_);
    at_ = end + 1;
    return text;
  }
  /// Up to `,` `]` `}`, or `: ` where a key may stand.
  std::string_view word(bool key) {
    blanks();
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_.find_first_of(",]}", at_) != at_ && !(key && text_[at_] == ':')) ++at_;
    std::string_view text = text_.substr(begin, at_ - begin);
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (text.empty()) fail();
    return text;
  }
  Node* scalar(std::string_view text) {
    if (text == "true" || text == "false") return tree_.boolean(text == "true");
    if (text == "null") return tree_.null();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return tree_.integer(number);
    return tree_.string(text);
  }
  Node* value() {
    if (take('{')) {
      Node* map = tree_.map();
      while (!take('}')) {
        const std::string_view key = take('\'') ? quoted() : word(true);
        if (!take(':')) fail();
        tree_.add(map, key, value());
        if (!take(',') && (blanks(), at_ == text_.size() || text_[at_] != '}')) fail();
      }
      return map;
    }
    if (take('[')) {
      Node* list = tree_.list();
      while (!take(']')) {
        tree_.push(list, value());
        if (!take(',') && (blanks(), at_ == text_.size() || text_[at_] != ']')) fail();
      }
      return list;
    }
    if (take('\'')) return tree_.string(quoted());
    return scalar(word(false));
  }

  const TreeBuilder& tree_;
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The tree that a flow text stands for; see FlowReader.
inline Node* flow(const TreeBuilder& tree, std::string_view text) {
  return FlowReader(tree, text).read();
}

}  // namespace feastctl::support
