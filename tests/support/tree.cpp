#include "support/tree.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace feastctl::test {

namespace {

using Json = nlohmann::ordered_json;

/// A reader of its own, so that tests of other stages do not depend on lib/parse.
class Reader {
 public:
  Reader(const TreeBuilder& tree, std::string_view text) : tree_(tree), rest_(text) {}

  Node* read() {
    Node* node = value();
    skip();
    if (!rest_.empty()) fail();
    return node;
  }

 private:
  [[noreturn]] void fail() const { throw std::invalid_argument("in a tree for a test, at: " + std::string(rest_)); }

  void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size())); }

  bool take(char c) {
    skip();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  Node* value() {
    const std::uint32_t place = count_++;
    Node* node = take('{') ? map() : take('[') ? list() : scalar();
    node->span = {1, place, place + 1};
    return node;
  }

  Node* map() {
    Node* out = tree_.map();
    while (!take('}')) {
      const std::uint32_t place = count_;
      const std::string_view key = tree_.arena().copy(at_quote() ? quoted() : word(":,]}"));
      if (!take(':')) fail();
      tree_.add(out, key, value(), Span{1, place, place + 1});
      end_entry('}');
    }
    return out;
  }

  Node* list() {
    Node* out = tree_.list();
    while (!take(']')) {
      tree_.push(out, value());
      end_entry(']');
    }
    return out;
  }

  void end_entry(char end) {
    if (!take(',') && !rest_.starts_with(end)) fail();
  }

  bool at_quote() {
    skip();
    return rest_.starts_with('"') || rest_.starts_with('\'');
  }

  std::string quoted() {
    const char quote = rest_.front();
    std::size_t end = rest_.find(quote, 1);
    while (quote == '"' && end != std::string_view::npos && rest_[end - 1] == '\\') end = rest_.find(quote, end + 1);
    if (end == std::string_view::npos) fail();
    const std::string_view text = rest_.substr(0, end + 1);
    rest_.remove_prefix(end + 1);
    return quote == '"' ? Json::parse(text).get<std::string>() : std::string(text.substr(1, end - 1));
  }

  std::string word(std::string_view ends) {
    skip();
    std::string_view text = rest_.substr(0, rest_.find_first_of(ends));
    rest_.remove_prefix(text.size());
    text = text.substr(0, text.find_last_not_of(" \n") + 1);
    if (text.empty()) fail();
    return std::string(text);
  }

  Node* scalar() {
    const auto string = [&](const std::string& text) { return tree_.string(tree_.arena().copy(text)); };
    if (at_quote()) return string(quoted());
    const std::string text = word(",]}");
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_null()) return tree_.null();
    if (json.is_boolean()) return tree_.boolean(json.get<bool>());
    if (json.is_number_integer()) return tree_.integer(json.get<std::int64_t>());
    if (json.is_number()) return tree_.number(json.get<double>(), tree_.arena().copy(text));
    return string(text);
  }

  const TreeBuilder& tree_;
  std::string_view rest_;
  std::uint32_t count_ = 0;
};

Json json_of(const Node& node) {
  switch (node.kind) {
    case Kind::kBool: return node.boolean;
    case Kind::kInteger: return node.integer;
    case Kind::kFloat: return node.number;
    case Kind::kString: return std::string(node.text);
    case Kind::kNull: return nullptr;
    case Kind::kList: {
      Json list = Json::array();
      for (const Node* item : node.items()) list.push_back(json_of(*item));
      return list;
    }
    case Kind::kMap: {
      Json map = Json::object();
      for (const Member& m : node.members()) map[std::string(m.key)] = json_of(*m.value);
      return map;
    }
  }
  return nullptr;
}

}  // namespace

Node* tree_of(const TreeBuilder& tree, std::string_view text) {
  return Reader(tree, text).read();
}

std::string json_text(const Node& node) {
  return json_of(node).dump();
}

}  // namespace feastctl::test
