#include "parse/usual_style.hpp"

#include <cstddef>
#include <utility>

#include "parse/usual_scalar.hpp"

// Accepts YAML 1.1 as libyaml scans it. A function returns false if it finds something unusual; then all results are
// discarded.

namespace feastctl::parse {

namespace {

using Type = Event::Type;

constexpr std::size_t kLargest = std::size_t{256} * 1024;  // the events take memory, too
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

/// Parses a text that ends with a line feed and contains only printable ASCII and line feeds.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { events_.reserve(text.size() / 16 + 16); }

  bool document() {
    if (!next_line_from(0)) return false;
    if (!separator()) return false;
    if (column_ < 0 || !nested()) return false;
    if (at_ != text_.size()) return false;
    add({.type = Type::kDocumentEnd}, at_, at_);
    return true;
  }

  std::vector<UsualEvent> take() { return std::move(events_); }

 private:
  [[nodiscard]] char here(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
  [[nodiscard]] bool blank(std::size_t at) const { return here(at) == ' ' || here(at) == '\n'; }
  [[nodiscard]] bool dash() const { return here(at_) == '-' && blank(at_ + 1); }
  [[nodiscard]] bool colon(std::size_t at) const { return here(at) == ':' && blank(at + 1); }
  [[nodiscard]] int column_of(std::size_t at) const { return static_cast<int>(at - line_); }

  void add(UsualEvent event, std::size_t begin, std::size_t end) {
    event.begin = static_cast<std::uint32_t>(begin);
    event.end = static_cast<std::uint32_t>(end);
    events_.push_back(event);
  }
  void add(const UsualToken& token) {
    add({.type = Type::kScalar,
         .plain = token.plain,
         .value_begin = static_cast<std::uint32_t>(token.value_begin),
         .value_end = static_cast<std::uint32_t>(token.value_end)},
        token.begin, token.end);
  }
  void add_empty(std::size_t at) { add({at, at, at, at, true}); }

  /// Moves to the first non-empty line from `line` on; its column is -1 at the end of the text.
  bool next_line_from(std::size_t line) {
    for (;;) {
      at_ = line;
      while (here(at_) == ' ') ++at_;
      if (at_ >= text_.size()) break;
      if (text_[at_] != '\n' && text_[at_] != '#') {
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

  /// The beginning of the document with its event.
  bool separator() {
    begun_ = true;
    if (!text_.substr(at_).starts_with("---") || column_ != 0) {
      add({.type = Type::kDocumentStart}, at_, at_);
      return true;
    }
    add({.type = Type::kDocumentStart}, at_, at_ + 3);
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

  /// A map or list that begins here, on its own line.
  bool nested() {
    if (dash()) return list(column_, false);
    UsualToken key{};
    return scalar(key) && colon(at_) && map(column_, key);
  }

  /// A map with keys at `column`; the first one has been read.
  bool map(int column, UsualToken key) {
    if (++depth_ > kDeepest) return false;
    add({.type = Type::kMapStart}, key.begin, key.begin);
    for (;;) {
      if (key.end - key.begin > kLongestKey) return false;
      add(key);
      ++at_;
      if (!map_value(column) || column_ > column) return false;
      if (column_ < column) break;
      if (!scalar(key) || !colon(at_)) return false;
    }
    add({.type = Type::kMapEnd}, at_, at_);
    --depth_;
    return true;
  }

  /// The value after the colon of a key, up to the next line that is not part of it.
  bool map_value(int column) {
    const std::size_t after = at_;
    while (here(at_) == ' ') ++at_;
    if (here(at_) != '\n' && here(at_) != '#') return !dash() && inline_value(column);
    at_ = after;
    if (!rest_of_line()) return false;
    if (column_ > column) return nested();
    if (column_ == column && dash()) return list(column, true);
    add_empty(after);
    return true;
  }

  /// A list with dashes at `column`: its own column, or that of the containing map.
  bool list(int column, bool of_map) {
    if (++depth_ > kDeepest) return false;
    add({.type = Type::kListStart}, at_, of_map ? at_ + 1 : at_);
    while (column_ == column && dash()) {
      if (!item(column)) return false;
    }
    if (column_ > column || (column_ == column && !of_map)) return false;
    add({.type = Type::kListEnd}, at_, at_);
    --depth_;
    return true;
  }

  bool item(int column) {
    const std::size_t after = ++at_;
    while (here(at_) == ' ') ++at_;
    if (here(at_) == '\n' || here(at_) == '#') {
      at_ = after;
      if (!rest_of_line()) return false;
      if (column_ > column) return nested();
      add_empty(after);
      return true;
    }
    column_ = column_of(at_);
    if (dash()) return nested();
    const bool special = here(at_) == '{' || here(at_) == '[' || here(at_) == '|';
    if (special) return inline_value(column);
    UsualToken token{};
    if (!scalar(token)) return false;
    if (colon(at_)) return map(column_, token);
    add(token);
    return value_ends(column);
  }

  /// A value on the line of its key.
  bool inline_value(int column) {
    if (here(at_) == '|') return block(column);
    if (here(at_) == '{' || here(at_) == '[') return flow(0) && value_ends(column);
    UsualToken token{};
    if (!scalar(token) || colon(at_)) return false;
    add(token);
    return value_ends(column);
  }

  /// A scalar on one line; stops right after it.
  bool scalar(UsualToken& token) {
    if (!scan_scalar(text_, at_, token)) return false;
    at_ = token.end;
    return true;
  }

  /// A `|` block.
  bool block(int column) {
    UsualEvent event;
    if (!scan_block(text_, at_, column, event)) return false;
    events_.push_back(event);
    return next_line_from(event.end) && column_ <= column;
  }

  /// A flow collection on one line, with words and quoted texts in it.
  bool flow(int depth) {
    if (depth > kDeepest) return false;
    const bool map = text_[at_] == '{';
    const char close = map ? '}' : ']';
    add({.type = map ? Type::kMapStart : Type::kListStart, .flow = true}, at_, at_ + 1);
    ++at_;
    skip_spaces();
    while (text_[at_] != close) {
      if (map && !(flow_scalar() && colon(at_) && text_[++at_] == ' ')) return false;
      skip_spaces();
      const bool collection = text_[at_] == '{' || text_[at_] == '[';
      if (!(collection ? flow(depth + 1) : flow_scalar())) return false;
      skip_spaces();
      if (text_[at_] == close) break;
      if (text_[at_] != ',' || text_[at_ + 1] != ' ') return false;
      ++at_;
      skip_spaces();
      if (text_[at_] == close) return false;
    }
    add({.type = map ? Type::kMapEnd : Type::kListEnd}, at_, at_ + 1);
    ++at_;
    return true;
  }

  bool flow_scalar() {
    UsualToken token{};
    if (!scan_flow_scalar(text_, at_, token) || token.end - token.begin > kLongestKey) return false;
    at_ = token.end;
    add(token);
    return true;
  }

  void skip_spaces() {
    while (text_[at_] == ' ') ++at_;
  }

  std::string_view text_;
  std::vector<UsualEvent> events_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;  ///< where the line begins
  int column_ = 0;        ///< of the first thing on the line, or of what follows a dash
  int depth_ = 0;
  bool begun_ = false;  ///< the document has
};

}  // namespace

std::optional<std::vector<UsualEvent>> usual_events(std::string_view text) {
  if (text.size() > kLargest || !text.ends_with('\n') || !is_plain_ascii(text)) return std::nullopt;
  Reader reader(text);
  if (!reader.document()) return std::nullopt;
  return reader.take();
}

}  // namespace feastctl::parse
