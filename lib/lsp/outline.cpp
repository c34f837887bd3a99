#include "lsp/outline.hpp"

#include <algorithm>

#include "lsp/text.hpp"

namespace feastctl::lsp {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// Deeper than any FeatureStore; what is nested deeper is no outline of anything.
constexpr std::size_t kDeepest = 200;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// The end of the line that contains `at`, without its line end.
std::size_t line_end(std::string_view text, std::size_t at, std::size_t limit) {
  return std::min(next_line_end(text, at), limit);
}

std::size_t next_line(std::string_view text, std::size_t end, std::size_t limit) {
  if (end >= limit) return limit;
  return std::min(limit, end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
}

std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_blank(text[at])) ++at;
  return at;
}

/// The byte after the quoted text that begins at `at`, or `end` if it is not closed before.
std::size_t after_quotes(std::string_view text, std::size_t at, std::size_t end) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < end; ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 >= end || text[i + 1] != quote) return i + 1;
      ++i;
    }
  }
  return end;
}

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

std::string_view unquoted(std::string_view word) {
  if (word.size() >= 2 && is_quote(word.front()) && word.back() == word.front()) return word.substr(1, word.size() - 2);
  if (!word.empty() && is_quote(word.front())) word.remove_prefix(1);
  return word;
}

}  // namespace

/// Reads a document line by line.
class OutlineScanner {
 public:
  explicit OutlineScanner(Outline& outline) : out_(outline), text_(outline.text_) {}

  void scan() {
    const std::size_t limit = out_.extent_.end;
    for (std::size_t begin = out_.extent_.begin; begin < limit;) {
      const std::size_t end = line_end(text_, begin, limit);
      line_ = begin;
      read_line(begin, end);
      begin = next_line(text_, end, limit);
    }
  }

 private:
  void read_line(std::size_t begin, std::size_t end) {
    const std::size_t at = skip_blanks(text_, begin, end);
    const std::size_t column = at - begin;
    if (scalar_ >= 0 && column > out_.at(scalar_).column) return extend(scalar_, end);
    if (at == end) return;
    scalar_ = -1;
    if (text_[at] == '#' || text_.substr(at, end - at).starts_with("---")) return;
    if (!brackets_.empty()) {
      const bool outside = column <= out_.at(brackets_.front().item).column && text_[at] != '}' && text_[at] != ']';
      if (!outside) return read_brackets(at, end);
      brackets_.clear();  // somebody is typing a list or map that is not closed yet
    }
    read_entry(at, end);
  }

  /// A list item, a key, or a scalar, at the beginning of a line or behind a dash.
  void read_entry(std::size_t at, std::size_t end) {
    const std::size_t column = at - line_;
    if (text_[at] == '-' && (at + 1 == end || is_blank(text_[at + 1]))) return read_dash(at, end, column);
    if (text_[at] == '{' || text_[at] == '[') {
      if (!open_.empty()) begin_brackets(open_.back(), at, end);
      return;
    }
    const std::size_t colon = colon_after(at, end);
    if (colon == kNone) return read_word(at, end, column);
    close_until(column, false);
    std::size_t name_end = colon;
    while (name_end > at && is_blank(text_[name_end - 1])) --name_end;
    Item item{.key = unquoted(text_.substr(at, name_end - at)), .column = column, .name = {at, name_end}};
    item.end = end;
    read_value(add(item), colon + 1, end);
  }

  void read_dash(std::size_t at, std::size_t end, std::size_t column) {
    close_until(column, true);
    const int parent = open_.empty() ? -1 : open_.back();
    add({.index = count_items(parent), .column = column, .name = {at, at + 1}, .end = end});
    const std::size_t content = skip_blanks(text_, at + 1, end);
    if (content < end && text_[content] != '#' && open_.size() < kDeepest) read_entry(content, end);
  }

  /// Something without a colon: the value of a list's item, the next line of a scalar, or a key that is being typed.
  void read_word(std::size_t at, std::size_t end, std::size_t column) {
    const Extent word{at, plain_end(at, end)};
    if (!open_.empty()) {
      Item& last = out_.items_[static_cast<std::size_t>(open_.back())];
      const bool behind_dash = last.is_list_item() && last.name.begin >= line_;
      const bool goes_on = !last.value.empty() && column > last.column;
      if (behind_dash) last.value = word;
      if (behind_dash || goes_on) return extend(open_.back(), end);
    }
    close_until(column, false);
    add({.key = text_.substr(word.begin, word.end - word.begin),
         .column = column,
         .name = word,
         .end = end,
         .colon = false});
  }

  void read_value(int item, std::size_t at, std::size_t end) {
    at = skip_blanks(text_, at, end);
    while (at < end && (text_[at] == '&' || text_[at] == '!')) {  // an anchor or a tag
      while (at < end && !is_blank(text_[at])) ++at;
      at = skip_blanks(text_, at, end);
    }
    if (at == end || text_[at] == '#') return;
    Item& entry = out_.items_[static_cast<std::size_t>(item)];
    if (text_[at] == '|' || text_[at] == '>') {
      entry.block_scalar = true;
      scalar_ = item;
    } else if (text_[at] == '{' || text_[at] == '[') {
      begin_brackets(item, at, end);
    } else {
      entry.value = {at, is_quote(text_[at]) ? after_quotes(text_, at, end) : plain_end(at, end)};
    }
  }

  // In brackets:

  struct Bracket {
    int item;      ///< whose value it is
    bool map;      ///< { and not [
    int key = -1;  ///< the key whose value comes next
  };

  void begin_brackets(int item, std::size_t at, std::size_t end) {
    brackets_.clear();
    open_bracket(item, at);
    read_brackets(at + 1, end);
  }

  void open_bracket(int item, std::size_t at) {
    out_.items_[static_cast<std::size_t>(item)].value = {at, at + 1};
    brackets_.push_back({item, text_[at] == '{'});
  }

  void read_brackets(std::size_t at, std::size_t end) {
    while (!brackets_.empty()) {
      at = skip_blanks(text_, at, end);
      if (at >= end || text_[at] == '#') return grow_brackets(end);
      const char c = text_[at];
      if (c == '}' || c == ']') {
        grow_brackets(at + 1);
        brackets_.pop_back();
        if (!brackets_.empty()) brackets_.back().key = -1;
        ++at;
      } else if (c == ',') {
        brackets_.back().key = -1;
        ++at;
      } else if (c == '{' || c == '[') {
        if (brackets_.size() >= kDeepest) return;
        open_bracket(item_for_value(at), at);
        ++at;
      } else {
        at = read_bracket_word(at, end);
      }
    }
  }

  /// The item whose value begins at `at`.
  int item_for_value(std::size_t at) {
    Bracket& bracket = brackets_.back();
    if (bracket.map && bracket.key >= 0) return bracket.key;
    Item item{.parent = bracket.item, .name = {at, at}, .end = at, .in_brackets = true};
    if (!bracket.map) item.index = count_items(bracket.item);
    return push(item);
  }

  std::size_t read_bracket_word(std::size_t at, std::size_t end) {
    std::size_t word_end = at;
    if (is_quote(text_[at])) {
      word_end = after_quotes(text_, at, end);
    } else {
      while (word_end < end && std::string_view(",{}[]").find(text_[word_end]) == kNone && !is_colon(word_end, end)) {
        ++word_end;
      }
    }
    const std::size_t next = skip_blanks(text_, word_end, end);
    while (word_end > at && is_blank(text_[word_end - 1])) --word_end;
    const Extent word{at, word_end};
    Bracket& bracket = brackets_.back();
    if (bracket.map && bracket.key < 0) {
      const bool colon = next < end && text_[next] == ':';
      const int key = push({.parent = bracket.item,
                            .key = unquoted(text_.substr(at, word_end - at)),
                            .name = word,
                            .end = word_end,
                            .colon = colon,
                            .in_brackets = true});
      if (colon) bracket.key = key;
      return colon ? next + 1 : std::max(next, at + 1);
    }
    Item& item = out_.items_[static_cast<std::size_t>(item_for_value(at))];
    item.value = word;
    item.end = word_end;
    return std::max(next, at + 1);
  }

  void grow_brackets(std::size_t end) {
    for (const Bracket& bracket : brackets_) {
      out_.items_[static_cast<std::size_t>(bracket.item)].value.end = end;
      extend(bracket.item, end);
    }
  }

  // Items:

  [[nodiscard]] bool is_colon(std::size_t at, std::size_t end) const {
    return text_[at] == ':' && (at + 1 >= end || is_blank(text_[at + 1]) ||
                                (!brackets_.empty() && std::string_view(",{}[]").find(text_[at + 1]) != kNone));
  }

  /// The colon that ends the key at `at`, or kNone.
  [[nodiscard]] std::size_t colon_after(std::size_t at, std::size_t end) const {
    if (is_quote(text_[at])) {
      const std::size_t next = skip_blanks(text_, after_quotes(text_, at, end), end);
      return next < end && is_colon(next, end) ? next : kNone;
    }
    for (std::size_t i = at; i < end; ++i) {
      if (text_[i] == '#' && i > at && is_blank(text_[i - 1])) return kNone;
      if (is_colon(i, end)) return i;
    }
    return kNone;
  }

  /// The end of a plain scalar in its line.
  [[nodiscard]] std::size_t plain_end(std::size_t at, std::size_t end) const {
    for (std::size_t i = at; i + 1 < end; ++i) {
      if (is_blank(text_[i]) && text_[i + 1] == '#') end = i;
    }
    while (end > at && is_blank(text_[end - 1])) --end;
    return end;
  }

  [[nodiscard]] int count_items(int parent) {
    return parent < 0 ? top_items_++ : counts_[static_cast<std::size_t>(parent)]++;
  }

  /// Leaves the items that an entry at this column does not belong to.
  void close_until(std::size_t column, bool dash) {
    while (!open_.empty()) {
      const Item& last = out_.at(open_.back());
      const bool beside = last.column == column && (!dash || last.is_list_item());
      if (last.column < column || (last.column == column && !beside)) return;
      open_.pop_back();
    }
  }

  int add(Item item) {
    item.parent = open_.empty() ? -1 : open_.back();
    const int number = push(item);
    if (open_.size() < kDeepest) open_.push_back(number);
    return number;
  }

  int push(const Item& item) {
    const auto number = static_cast<int>(out_.items_.size());
    const std::size_t end = item.end;
    const int parent = item.parent;
    out_.items_.push_back(item);
    counts_.push_back(0);
    if (parent >= 0) extend(parent, end);
    return number;
  }

  /// Makes an item, and those that contain it, end at `end` or later.
  void extend(int item, std::size_t end) {
    for (; item >= 0; item = out_.at(item).parent) {
      Item& entry = out_.items_[static_cast<std::size_t>(item)];
      entry.end = std::max(entry.end, end);
    }
  }

  Outline& out_;
  std::string_view text_;
  std::size_t line_ = 0;   ///< the beginning of the present line
  std::vector<int> open_;  ///< the items that the next line may belong to, outermost first
  int scalar_ = -1;        ///< the item whose text the next lines may be
  std::vector<Bracket> brackets_;
  std::vector<int> counts_;  ///< of list items in each item
  int top_items_ = 0;
};

Outline::Outline(std::string_view text, Extent document) : text_(text), extent_(document) {
  OutlineScanner(*this).scan();
}

int Outline::child(int parent, std::string_view key) const {
  for (std::size_t i = parent < 0 ? 0 : static_cast<std::size_t>(parent) + 1; i < items_.size(); ++i) {
    if (items_[i].parent == parent && items_[i].key == key && items_[i].colon) return static_cast<int>(i);
  }
  return -1;
}

int Outline::find(std::span<const std::string_view> keys) const {
  int item = -1;
  for (const std::string_view key : keys) {
    item = child(item, key);
    if (item < 0) return -1;
  }
  return item;
}

std::string_view Outline::scalar(std::initializer_list<std::string_view> keys) const {
  const int item = find(std::span(keys.begin(), keys.size()));
  return item < 0 ? std::string_view() : scalar_of(at(item));
}

std::string_view Outline::scalar_of(const Item& item) const {
  const std::string_view value = text_.substr(item.value.begin, item.value.end - item.value.begin);
  return value.starts_with('{') || value.starts_with('[') ? std::string_view() : unquoted(value);
}

std::string Outline::path(int item) const {
  if (item < 0) return {};
  const Item& entry = at(item);
  std::string path = this->path(entry.parent);
  if (entry.is_list_item()) return path + "[" + std::to_string(entry.index) + "]";
  return path.append(path.empty() ? "" : ".").append(entry.key);
}

std::vector<Extent> documents_in(std::string_view text) {
  std::vector<Extent> documents;
  std::size_t begin = 0;
  for (std::size_t line = 0; line < text.size();) {
    const std::string_view rest = text.substr(line);
    if (line != 0 && rest.starts_with("---") &&
        (rest.size() == 3 || std::string_view(" \t\r\n").find(rest[3]) != kNone)) {
      documents.push_back({begin, line});
      begin = line;
    }
    line = next_line(text, line_end(text, line, text.size()), text.size());
  }
  documents.push_back({begin, text.size()});
  return documents;
}

Extent document_at(std::string_view text, std::size_t offset) {
  const std::vector<Extent> documents = documents_in(text);
  const auto after = std::ranges::upper_bound(documents, offset, {}, &Extent::begin);
  return after == documents.begin() ? documents.front() : *std::prev(after);
}

}  // namespace feastctl::lsp
