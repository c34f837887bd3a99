#include "parse/usual_style.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "parse/usual_scalar.hpp"

// Accepts YAML 1.1 as libyaml scans it. A function returns false or nullptr if it finds something unusual; then nothing
// of the result is used.

namespace feastctl::parse {

namespace {

constexpr std::size_t kLargest = std::size_t{256} * 1024;  // a text of this size stays within the limit on values
constexpr std::size_t kLongestKey = 1000;                  // libyaml gives up a key after 1024
constexpr int kDeepest = 64;

/// Whether everything is printable ASCII or line feeds. Checks every byte, so that the compiler can vectorize the loop.
bool is_plain_ascii(std::string_view text) {
  unsigned char odd = 0;
  for (const char c : text) {
    const bool printable = static_cast<unsigned char>(c - ' ') <= '~' - ' ';
    odd |= static_cast<unsigned char>(!printable && c != '\n');
  }
  return odd == 0;
}

/// Whether a plain scalar is certainly text to Kubernetes and to the operator: numbers begin with other characters, and
/// the words for null and booleans are short.
bool is_surely_text(std::string_view plain) {
  static constexpr auto kOtherStarts = [] {
    std::array<std::uint8_t, 256> table{};
    for (const char c : std::string_view("0123456789+-.~")) table[static_cast<unsigned char>(c)] = 2;
    for (const char c : std::string_view("yYnNtTfFoO")) table[static_cast<unsigned char>(c)] = 1;
    return table;
  }();
  const std::uint8_t start = kOtherStarts[static_cast<unsigned char>(plain.front())];
  return start == 0 || (start == 1 && plain.size() > std::string_view("false").size());
}

/// The keys of a map that is being read. Most new keys differ from all before in a glance.
class Glance {
 public:
  /// Whether the key may be among those before it.
  bool see(std::string_view key) {
    if (key.empty()) return true;
    const auto first = static_cast<unsigned char>(key.front());
    const auto last = static_cast<unsigned char>(key.back());
    const std::uint64_t bit = std::uint64_t{1} << ((first * 7U + last * 3U + key.size()) % 64);
    const bool seen = (seen_ & bit) != 0;
    seen_ |= bit;
    return seen;
  }

 private:
  std::uint64_t seen_ = 0;
};

/// Reads a text that ends with a line feed and contains only printable ASCII and line feeds.
class Reader {
 public:
  Reader(std::string_view text, Span place, Dialect dialect, const TreeBuilder& tree)
      : text_(text), place_(place), dialect_(dialect), tree_(tree) {}

  const Node* document() {
    if (!next_line_from(0) || !separator() || column_ < 0) return nullptr;
    const Node* root = nested();
    return at_ == text_.size() ? root : nullptr;
  }

 private:
  [[nodiscard]] char here(std::size_t at) const { return at < text_.size() ? text_.data()[at] : '\n'; }
  [[nodiscard]] bool blank(std::size_t at) const { return here(at) == ' ' || here(at) == '\n'; }
  [[nodiscard]] bool dash() const { return here(at_) == '-' && blank(at_ + 1); }
  [[nodiscard]] bool colon(std::size_t at) const { return here(at) == ':' && blank(at + 1); }
  [[nodiscard]] int column_of(std::size_t at) const { return static_cast<int>(at - line_); }

  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {place_.source, place_.begin + static_cast<std::uint32_t>(begin),
            place_.begin + static_cast<std::uint32_t>(end)};
  }

  /// Moves to the first non-empty line from `line` on; its column is -1 at the end of the text.
  bool next_line_from(std::size_t line) {
    for (;;) {
      at_ = line;
      while (here(at_) == ' ') ++at_;
      if (at_ >= text_.size()) break;
      const char first = here(at_);
      if (first != '\n' && first != '#') {
        line_ = line;
        column_ = column_of(at_);
        return column_ != 0 || !marker();
      }
      line = text_.find('\n', at_) + 1;
    }
    at_ = text_.size();
    column_ = -1;
    return true;
  }

  /// `---` or `...`, which end a document.
  [[nodiscard]] bool marker() const {
    const std::string_view three = text_.substr(at_, 3);
    return (three == "---" && begun_) || three == "...";
  }

  /// The beginning of the document.
  bool separator() {
    begun_ = true;
    if (!text_.substr(at_).starts_with("---") || column_ != 0) return true;
    at_ += 3;
    return blank(at_) && rest_of_line();
  }

  /// Skips blanks and a comment up to the end of the line, and moves to the next line.
  bool rest_of_line() {
    const std::size_t from = at_;
    while (here(at_) == ' ') ++at_;
    if (here(at_) == '#' && at_ != from) at_ = text_.find('\n', at_);
    return here(at_) == '\n' && next_line_from(at_ + 1);
  }

  /// After a value: a line indented deeper than its map or list would continue it, or be an error.
  bool value_ends(int column) { return rest_of_line() && column_ <= column; }
  const Node* ending(int column, const Node* value) { return value != nullptr && value_ends(column) ? value : nullptr; }

  /// A map or list that begins here, on its own line.
  const Node* nested() {
    if (dash()) return list(column_, false);
    UsualToken key{};
    return scalar(key) && colon(at_) ? map(column_, key) : nullptr;
  }

  /// Adds a key to the map whose entries begin at the `first`-th collected one; its value follows.
  bool add_key(const UsualToken& token, std::size_t first, Glance& glance) {
    const std::string_view key = text_.substr(token.value_begin, token.value_end - token.value_begin);
    if (token.end - token.begin > kLongestKey) return false;
    if (token.plain && (!is_text(key) || key == "<<")) return false;
    const auto same = [&](const Member& other) { return other.key == key; };
    if (glance.see(key)) {
      if (members_.size() - first > kMostCompared) return false;
      if (std::any_of(members_.begin() + static_cast<std::ptrdiff_t>(first), members_.end(), same)) return false;
    }
    members_.push_back({key, nullptr, span(token.begin, token.end)});
    return true;
  }

  [[nodiscard]] bool is_text(std::string_view plain) const {
    if (is_surely_text(plain)) return true;
    const Scalar resolved = resolve(dialect_, {.value = plain, .tag = {}, .plain = true, .plain_implicit = true});
    return resolved.type == Scalar::Type::kText;
  }

  /// The map with all entries from the `first`-th collected one on.
  const Node* finish_map(std::size_t first, Span where) {
    Node* map = tree_.map();
    map->size = map->capacity = static_cast<std::uint32_t>(members_.size() - first);
    map->member = tree_.arena().array<Member>(map->size);
    std::uninitialized_copy(members_.begin() + static_cast<std::ptrdiff_t>(first), members_.end(), map->member);
    map->span = where;
    members_.resize(first);
    return map;
  }

  /// Likewise for a list.
  const Node* finish_list(std::size_t first, Span where) {
    Node* list = tree_.list();
    list->size = list->capacity = static_cast<std::uint32_t>(items_.size() - first);
    list->item = tree_.arena().array<const Node*>(list->size);
    std::uninitialized_copy(items_.begin() + static_cast<std::ptrdiff_t>(first), items_.end(), list->item);
    list->span = where;
    items_.resize(first);
    return list;
  }

  /// A map with keys at `column`; the first one has been read.
  const Node* map(int column, UsualToken key) {
    if (++depth_ > kDeepest) return nullptr;
    const std::size_t begin = key.begin;
    const std::size_t first = members_.size();
    Glance glance;
    for (;;) {
      if (!add_key(key, first, glance)) return nullptr;
      const std::size_t entry = members_.size() - 1;
      ++at_;
      const Node* value = map_value(column);
      if (value == nullptr || column_ > column) return nullptr;
      members_[entry].value = value;
      if (column_ < column) break;
      if (!scalar(key) || !colon(at_)) return nullptr;
    }
    --depth_;
    return finish_map(first, span(begin, last_end_));
  }

  /// The value after the colon of a key, up to the next line that is not part of it.
  const Node* map_value(int column) {
    const std::size_t after = at_;
    while (here(at_) == ' ') ++at_;
    if (here(at_) != '\n' && here(at_) != '#') return dash() ? nullptr : inline_value(column);
    at_ = after;
    if (!rest_of_line()) return nullptr;
    if (column_ > column) return nested();
    if (column_ == column && dash()) return list(column, true);
    return empty(after);
  }

  /// A list with dashes at `column`: its own column, or that of the containing map.
  const Node* list(int column, bool of_map) {
    if (++depth_ > kDeepest) return nullptr;
    const std::size_t begin = at_;
    const std::size_t first = items_.size();
    while (column_ == column && dash()) {
      const Node* const value = item(column);
      if (value == nullptr) return nullptr;
      items_.push_back(value);
    }
    if (column_ > column || (column_ == column && !of_map)) return nullptr;
    --depth_;
    return finish_list(first, span(begin, last_end_));
  }

  const Node* item(int column) {
    const std::size_t after = ++at_;
    while (here(at_) == ' ') ++at_;
    if (here(at_) == '\n' || here(at_) == '#') {
      at_ = after;
      if (!rest_of_line()) return nullptr;
      return column_ > column ? nested() : empty(after);
    }
    column_ = column_of(at_);
    if (dash()) return nested();
    const bool special = here(at_) == '{' || here(at_) == '[' || here(at_) == '|';
    if (special) return inline_value(column);
    UsualToken token{};
    if (!scalar(token)) return nullptr;
    return colon(at_) ? map(column_, token) : ending(column, value(token));
  }

  /// A value on the line of its key.
  const Node* inline_value(int column) {
    if (here(at_) == '|') return block(column);
    if (here(at_) == '{' || here(at_) == '[') return ending(column, flow(0));
    UsualToken token{};
    return scalar(token) && !colon(at_) ? ending(column, value(token)) : nullptr;
  }

  /// A scalar on one line; stops right after it.
  bool scalar(UsualToken& token) {
    if (!scan_scalar(text_, at_, token)) return false;
    at_ = token.end;
    return true;
  }

  const Node* value(const UsualToken& token) {
    const std::string_view text = text_.substr(token.value_begin, token.value_end - token.value_begin);
    Node* const node = !token.plain || is_surely_text(text) ? tree_.string(text) : resolved(text);
    if (node == nullptr) return nullptr;
    node->span = span(token.begin, token.end);
    last_end_ = token.end;
    return node;
  }

  /// The value of a plain scalar: a word, a number or a text.
  Node* resolved(std::string_view plain) {
    const Scalar scalar = resolve(dialect_, {.value = plain, .tag = {}, .plain = true, .plain_implicit = true});
    switch (scalar.type) {
      case Scalar::Type::kNull: return tree_.null();
      case Scalar::Type::kBool: return tree_.boolean(scalar.boolean);
      case Scalar::Type::kInteger: return tree_.integer(scalar.integer);
      case Scalar::Type::kText: return tree_.string(plain);
      default: return nullptr;
    }
  }

  const Node* empty(std::size_t at) {
    Node* const node = tree_.null();
    node->span = span(at, at);
    last_end_ = at;
    return node;
  }

  /// A `|` block.
  const Node* block(int column) {
    const std::size_t begin = at_;
    UsualBlock block{};
    if (!scan_block(text_, begin, column, block)) return nullptr;
    char* const room = tree_.arena().array<char>(block.lines_end - block.lines_begin);
    Node* const node = tree_.string(block_value(text_, block, room));
    last_end_ = text_.find_last_not_of(" \n", block.lines_end - 1) + 1;
    node->span = span(begin, last_end_);
    return next_line_from(block.lines_end) && column_ <= column ? node : nullptr;
  }

  /// A flow collection on one line, with words and quoted texts in it.
  const Node* flow(int depth) {
    if (depth > kDeepest) return nullptr;
    const std::size_t begin = at_;
    const bool map = here(at_) == '{';
    const char close = map ? '}' : ']';
    const std::size_t first = map ? members_.size() : items_.size();
    Glance glance;
    ++at_;
    skip_spaces();
    while (here(at_) != close) {
      if (map && !flow_key(first, glance)) return nullptr;
      const std::size_t entry = members_.size() - 1;
      skip_spaces();
      const Node* const value = flow_value(depth);
      if (value == nullptr) return nullptr;
      if (map) {
        members_[entry].value = value;
      } else {
        items_.push_back(value);
      }
      skip_spaces();
      if (here(at_) == close) break;
      if (here(at_) != ',' || here(at_ + 1) != ' ') return nullptr;
      ++at_;
      skip_spaces();
      if (here(at_) == close) return nullptr;
    }
    last_end_ = ++at_;
    return map ? finish_map(first, span(begin, at_)) : finish_list(first, span(begin, at_));
  }

  bool flow_key(std::size_t first, Glance& glance) {
    UsualToken key{};
    if (!flow_scalar(key) || !colon(at_) || here(at_ + 1) != ' ') return false;
    ++at_;
    return add_key(key, first, glance);
  }

  const Node* flow_value(int depth) {
    if (here(at_) == '{' || here(at_) == '[') return flow(depth + 1);
    UsualToken token{};
    return flow_scalar(token) ? value(token) : nullptr;
  }

  bool flow_scalar(UsualToken& token) {
    if (!scan_flow_scalar(text_, at_, token) || token.end - token.begin > kLongestKey) return false;
    at_ = token.end;
    return true;
  }

  void skip_spaces() {
    while (here(at_) == ' ') ++at_;
  }

  static constexpr std::size_t kMostCompared = 64;  // in a larger map, comparing keys would be quadratic

  std::string_view text_;
  Span place_;
  Dialect dialect_;
  const TreeBuilder& tree_;
  std::vector<Member> members_;     ///< of all maps that are not finished
  std::vector<const Node*> items_;  ///< of all lists that are not finished
  std::size_t at_ = 0;
  std::size_t line_ = 0;      ///< where the line begins
  std::size_t last_end_ = 0;  ///< where the last value ended
  int column_ = 0;            ///< of the first thing on the line, or of what follows a dash
  int depth_ = 0;
  bool begun_ = false;  ///< the document has
};

}  // namespace

const Node* read_usual(std::string_view text, Span place, Dialect dialect, const TreeBuilder& tree) {
  if (text.size() > kLargest || !text.ends_with('\n') || !is_plain_ascii(text)) return nullptr;
  return Reader(text, place, dialect, tree).document();
}

}  // namespace feastctl::parse
