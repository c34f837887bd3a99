#include "parse/usual_style.hpp"

#include <cstddef>

#include "parse/usual_scalar.hpp"
#include "parse/usual_tree.hpp"

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

/// Reads a text that ends with a line feed and contains only printable ASCII and line feeds.
class Reader {
 public:
  Reader(std::string_view text, Span place, Dialect dialect, const TreeBuilder& tree)
      : text_(text), tree_(text, place, dialect, tree) {}

  const Node* document() {
    if (!next_line_from(0) || !separator() || column_ < 0) return nullptr;
    const Node* root = nested();
    return at_ == text_.size() ? root : nullptr;
  }

 private:
  [[nodiscard]] char here(std::size_t at) const { return at < text_.size() ? *(text_.data() + at) : '\n'; }
  [[nodiscard]] bool blank(std::size_t at) const { return here(at) == ' ' || here(at) == '\n'; }
  [[nodiscard]] bool dash() const { return here(at_) == '-' && blank(at_ + 1); }
  [[nodiscard]] bool colon(std::size_t at) const { return here(at) == ':' && blank(at + 1); }
  [[nodiscard]] int column_of(std::size_t at) const { return static_cast<int>(at - line_); }

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

  /// A map with keys at `column`; the first one has been read.
  const Node* map(int column, UsualToken key) {
    if (++depth_ > kDeepest) return nullptr;
    const std::size_t begin = key.begin;
    UsualTree::OpenMap open = tree_.open_map();
    for (;;) {
      if (!add_key(key, open)) return nullptr;
      ++at_;
      const Node* value = map_value(column);
      if (value == nullptr || column_ > column) return nullptr;
      tree_.set_value(value);
      if (column_ < column) break;
      if (!scalar(key) || !colon(at_)) return nullptr;
    }
    --depth_;
    return tree_.close(open, begin, last_end_);
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
    const std::size_t first = tree_.open_list();
    while (column_ == column && dash()) {
      const Node* const value = item(column);
      if (value == nullptr) return nullptr;
      tree_.add_item(value);
    }
    if (column_ > column || (column_ == column && !of_map)) return nullptr;
    --depth_;
    return tree_.close_list(first, begin, last_end_);
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
    last_end_ = token.end;
    return tree_.scalar(token);
  }

  const Node* empty(std::size_t at) {
    last_end_ = at;
    return tree_.null(at);
  }

  bool add_key(const UsualToken& key, UsualTree::OpenMap& open) {
    return key.end - key.begin <= kLongestKey && tree_.add_key(key, open);
  }

  /// A `|` block.
  const Node* block(int column) {
    const std::size_t begin = at_;
    UsualBlock block{};
    if (!scan_block(text_, begin, column, block)) return nullptr;
    last_end_ = text_.find_last_not_of(" \n", block.lines_end - 1) + 1;
    const Node* value = tree_.block(block, begin, last_end_);
    return next_line_from(block.lines_end) && column_ <= column ? value : nullptr;
  }

  /// A flow collection on one line, with words and quoted texts in it.
  const Node* flow(int depth) {
    if (depth > kDeepest) return nullptr;
    return here(at_) == '{' ? flow_map(depth) : flow_list(depth);
  }

  const Node* flow_map(int depth) {
    const std::size_t begin = at_++;
    UsualTree::OpenMap open = tree_.open_map();
    for (bool more = begins_entry('}'); more; more = goes_on('}')) {
      if (!flow_key(open)) return nullptr;
      const Node* const value = flow_value(depth);
      if (value == nullptr) return nullptr;
      tree_.set_value(value);
    }
    return ends_flow('}') ? tree_.close(open, begin, at_) : nullptr;
  }

  const Node* flow_list(int depth) {
    const std::size_t begin = at_++;
    const std::size_t first = tree_.open_list();
    for (bool more = begins_entry(']'); more; more = goes_on(']')) {
      const Node* const value = flow_value(depth);
      if (value == nullptr) return nullptr;
      tree_.add_item(value);
    }
    return ends_flow(']') ? tree_.close_list(first, begin, at_) : nullptr;
  }

  /// After the bracket: whether there is an entry, at which it stops.
  bool begins_entry(char close) {
    skip_spaces();
    return here(at_) != close;
  }

  /// After an entry: whether a comma and another entry follow, at which it stops.
  bool goes_on(char close) {
    skip_spaces();
    if (here(at_) != ',' || here(at_ + 1) != ' ') return false;
    const std::size_t comma = at_++;
    skip_spaces();
    if (here(at_) != close) return true;
    at_ = comma;  // the flow does not end with one
    return false;
  }

  bool ends_flow(char close) {
    if (here(at_) != close) return false;
    last_end_ = ++at_;
    return true;
  }

  bool flow_key(UsualTree::OpenMap& open) {
    UsualToken key{};
    if (!flow_scalar(key) || !colon(at_) || here(at_ + 1) != ' ') return false;
    ++at_;
    skip_spaces();
    return add_key(key, open);
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

  std::string_view text_;
  UsualTree tree_;
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
