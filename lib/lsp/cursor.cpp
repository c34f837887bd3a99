#include "lsp/cursor.hpp"

#include <algorithm>
#include <string_view>

namespace feastctl::lsp {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

bool has_brackets(const Outline& outline, const Item& item) {
  const char first = item.value.empty() ? '\0' : outline.text()[item.value.begin];
  return first == '{' || first == '[';
}

/// Whether `at` is between an item's brackets.
bool is_between(const Outline& outline, const Item& item, std::size_t at) {
  if (!has_brackets(outline, item) || at <= item.value.begin) return false;
  const char last = outline.text()[item.value.end - 1];
  const bool closed = item.value.end - item.value.begin > 1 && (last == '}' || last == ']');
  return closed ? at < item.value.end : at <= item.value.end;
}

/// A cursor between brackets.
Cursor in_brackets(const Outline& outline, int container, std::size_t offset) {
  const std::string_view text = outline.text();
  Cursor cursor{.container = container, .word = {offset, offset}, .in_brackets = true};
  const auto items = outline.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    if (item.parent != container || item.name.begin > offset) continue;
    if (item.is_list_item() || item.name.touches(offset)) {
      const Extent word = item.is_list_item() ? item.value : item.name;
      if (word.touches(offset)) cursor.word = word;
      continue;
    }
    const std::string_view between = text.substr(item.name.end, offset - item.name.end);
    const bool behind_colon = item.colon && between.find(':') != std::string_view::npos &&
                              (item.value.touches(offset) || between.find(',') == std::string_view::npos);
    if (!behind_colon) continue;
    cursor.item = static_cast<int>(i);
    cursor.word = item.value.touches(offset) ? item.value : Extent{offset, offset};
  }
  return cursor;
}

/// Whether a comment begins in the text, which is the beginning of a line.
bool has_comment(std::string_view head) {
  char quote = '\0';
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (quote != '\0') {
      if (head[i] == quote) quote = '\0';
    } else if (head[i] == '"' || head[i] == '\'') {
      quote = head[i];
    } else if (head[i] == '#' && (i == 0 || is_space(head[i - 1]))) {
      return true;
    }
  }
  return false;
}

/// The innermost item of block style, before `offset`, that an entry at `column` belongs to.
int container_for(const Outline& outline, std::size_t offset, std::size_t column) {
  const auto items = outline.items();
  int last = -1;
  for (std::size_t i = 0; i < items.size() && items[i].name.begin < offset; ++i) {
    if (!items[i].in_brackets) last = static_cast<int>(i);
  }
  while (last >= 0 && outline.at(last).column >= column) last = outline.at(last).parent;
  return last;
}

/// The item of block style whose key begins at `at`, or -1.
int key_at(const Outline& outline, std::size_t at) {
  const auto items = outline.items();
  const auto it = std::ranges::find_if(items, [&](const Item& item) {
    return item.name.begin == at && item.colon && !item.is_list_item() && !item.in_brackets;
  });
  return it == items.end() ? -1 : static_cast<int>(it - items.begin());
}

}  // namespace

std::optional<Cursor> cursor_at(const Outline& outline, std::size_t offset) {
  const std::string_view text = outline.text();
  const std::size_t before = offset == 0 ? std::string_view::npos : text.find_last_of("\r\n", offset - 1);
  const std::size_t line = std::max(before == std::string_view::npos ? 0 : before + 1, outline.extent().begin);
  if (has_comment(text.substr(line, offset - line))) return std::nullopt;
  const auto items = outline.items();
  int brackets = -1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (is_between(outline, items[i], offset)) brackets = static_cast<int>(i);
    if (items[i].block_scalar && offset > items[i].name.end && offset <= items[i].end) return std::nullopt;
  }
  if (brackets >= 0) return in_brackets(outline, brackets, offset);

  std::size_t at = line;
  while (at < offset && is_space(text[at])) ++at;
  Cursor cursor{.margin = at - line};
  while (at < offset && text[at] == '-' && at + 1 < text.size() && is_space(text[at + 1])) {
    while (++at < offset && is_space(text[at])) {
    }
  }
  cursor.column = at - line;
  cursor.item = key_at(outline, at);
  if (cursor.item >= 0 && offset > outline.at(cursor.item).name.end) {
    const Item& item = outline.at(cursor.item);
    cursor.container = item.parent;
    cursor.word = item.value.touches(offset) ? item.value : Extent{offset, offset};
    const bool behind_colon = text.substr(item.name.end, offset - item.name.end).find(": ") != std::string_view::npos;
    return behind_colon ? std::optional(cursor) : std::nullopt;
  }
  cursor.word = cursor.item >= 0 ? outline.at(cursor.item).name : Extent{at, offset};
  cursor.item = -1;
  while (cursor.word.end < text.size() &&
         std::string_view(" \t\r\n:#,").find(text[cursor.word.end]) == std::string_view::npos) {
    ++cursor.word.end;
  }
  cursor.container = container_for(outline, at, cursor.column);
  return cursor;
}

int item_at(const Outline& outline, std::size_t offset) {
  const auto items = outline.items();
  int found = -1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    const bool in_value = !has_brackets(outline, item) && !item.value.empty() && item.value.touches(offset);
    if (in_value || (!item.is_list_item() && !item.name.empty() && item.name.touches(offset)))
      found = static_cast<int>(i);
  }
  return found;
}

}  // namespace feastctl::lsp
