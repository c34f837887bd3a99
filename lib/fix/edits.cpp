#include "fix/edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "fix/scalar.hpp"
#include "fix/tree.hpp"

namespace feastctl::fix {

namespace {

constexpr std::size_t kStep = 2;

using Edits = std::vector<Edit>;

/// A place to write a new entry to: in a map, below the keys that exist already.
struct Target {
  const Node* map = nullptr;
  std::vector<std::string> way;   ///< keys that are still to be written, the entry's own last
  const Member* empty = nullptr;  ///< the existing key with a null value whose map is to be written
};

class Editor {
 public:
  Editor(const Document& document, const TreeBuilder& tree) : doc_(document), tree_(tree) {}

  std::optional<Edits> run(const Change& change) {
    if (change.of == Change::Of::kInsert) {
      const Node* map = doc_.value_at(change.at);
      const Node* value = read_value(change.value, tree_);
      return map != nullptr && value != nullptr && insert(*map, change.way, *value) ? std::optional(std::move(edits_))
                                                                                    : std::nullopt;
    }
    const auto entry = doc_.entry_at(change.at);
    return entry && run(change, *entry) ? std::optional(std::move(edits_)) : std::nullopt;
  }

 private:
  bool run(const Change& change, const Entry& entry) {
    switch (change.of) {
      case Change::Of::kRename: return rename(entry, change.value);
      case Change::Of::kReplace: {
        const Node* value = read_value(change.value, tree_);
        return value != nullptr && replace(entry, *value);
      }
      case Change::Of::kQuote: return quote(entry);
      case Change::Of::kRemove: return remove(entry);
      case Change::Of::kMove: {
        const Node* map = doc_.value_at(change.to);
        return map != nullptr && move(entry, *map, change.way);
      }
      default: return false;
    }
  }

  // Single values.

  bool rename(const Entry& entry, std::string_view name) {
    const Member* member = entry.member();
    if (member == nullptr) return false;
    return put(member->key_span.begin, member->key_span.end,
               like(name, slice(member->key_span), style_in(*entry.container)));
  }

  bool replace(const Entry& entry, const Node& value) {
    const Node& old = entry.value();
    const Style style = style_in(*entry.container);
    const Member* member = entry.member();
    const std::string text = value.is_string() ? like(value.text, slice(old.span), style) : on_one_line(value, style);
    const std::size_t begin = old.span.begin;
    const std::size_t end = doc_.end_of(entry);
    if (begin < doc_.text().size() && std::string_view("&!").find(doc_.text()[begin]) != std::string_view::npos)
      return false;
    const bool absent = old.is_null() && old.span.begin == old.span.end;
    const bool container = (old.is_map() || old.is_list()) && !doc_.is_flow(old);
    if (!absent && !container) return put(begin, old.span.end, text);
    // After the key, where a block begins in the next line.
    if (member == nullptr) return !absent && keeps_comments(begin, end) && put(begin, end, text);
    const std::size_t from = doc_.after_colon(*member);
    if (!keeps_comments(from, end)) return false;
    return put(from, absent ? from : end, " " + text);
  }

  bool quote(const Entry& entry) {
    const Span& where = entry.value().span;
    const std::string_view written = slice(where);
    if (written.empty() || written.find_first_of("\"'\\\n&!*") != std::string_view::npos) return false;
    return put(where.begin, where.end, "\"" + std::string(written) + "\"");
  }

  // Removing.

  bool remove(const Entry& entry) {
    const Node& container = *entry.container;
    if (doc_.is_flow(container)) return remove_from_flow(entry);
    if (container.size == 1) return empty(container, entry);
    const std::size_t begin = dash_or_key(entry);
    if (begin == std::string_view::npos) return false;
    if (doc_.begins_line(begin))
      return remove_lines(doc_.line_begin(begin), doc_.next_line(last_byte(entry)), doc_.column(begin));
    const auto next = neighbor(entry, true);
    if (!next || !container.is_map()) return false;  // `- name: x` and its next line
    const std::size_t end = Document::begin_of(*next);
    return keeps_comments(begin, end) && put(begin, end, {});
  }

  /// Removes between commas.
  bool remove_from_flow(const Entry& entry) {
    std::size_t begin = Document::begin_of(entry);
    std::size_t end = doc_.end_of(entry);
    if (const auto next = neighbor(entry, true)) {
      end = Document::begin_of(*next);
    } else if (const auto before = neighbor(entry, false)) {
      begin = doc_.end_of(*before);
    }
    return keeps_comments(begin, end) && put(begin, end, {});
  }

  /// Removes lines, except for their comments.
  bool remove_lines(std::size_t begin, std::size_t end, std::size_t column) {
    std::string kept;
    for (const std::string_view comment : comments_in(doc_, begin, end)) {
      kept.append(column, ' ').append(comment).append(doc_.eol());
    }
    return put(begin, end, std::move(kept));
  }

  /// Removes the only entry of a block map or list: `key: {}` remains.
  bool empty(const Node& container, const Entry& entry) {
    const std::string text = container.is_map() ? "{}" : "[]";
    const std::size_t end = doc_.end_of(entry);
    const std::size_t begin = container.is_map() ? Document::begin_of(entry) : dash_or_key(entry);
    if (begin == std::string_view::npos || !keeps_comments(begin, end)) return false;
    const auto holder = doc_.holder_of(container);
    const Member* member = holder ? holder->member() : nullptr;
    if (member != nullptr && doc_.only_blanks(doc_.after_colon(*member), begin, true)) {
      return put(doc_.after_colon(*member), end, " " + text);
    }
    return put(begin, end, text);
  }

  // Inserting.

  /// Follows `way` as far as it exists.
  [[nodiscard]] static std::optional<Target> target(const Node& map, const std::vector<std::string>& way) {
    Target at{&map, way};
    while (at.way.size() > 1) {
      const Member* member = at.map->find_member(at.way.front());
      if (member == nullptr) break;
      at.way.erase(at.way.begin());
      if (member->value->is_null()) {
        at.empty = member;
        break;
      }
      at.map = member->value;
      if (!at.map->is_map()) return std::nullopt;
    }
    return at;
  }

  bool insert(const Node& map, const std::vector<std::string>& way, const Node& value) {
    const auto at = target(map, way);
    if (!at) return false;
    if (const Member* there = at->map->find_member(at->way.front()); at->empty == nullptr && there != nullptr) {
      const auto index = static_cast<std::uint32_t>(there - at->map->member);
      return there->value->is_null() && at->way.size() == 1 && replace({at->map, index}, value);
    }
    const Node* whole = &value;
    for (std::size_t i = at->way.size(); i-- > 1;) whole = tree_.map({{at->way[i], whole}});
    const std::string& key = at->way.front();
    const bool flow = at->empty == nullptr ? doc_.is_flow(*at->map) : style_in(*at->map) != Style::kBlock;
    if (flow) return insert_flow(*at, key, on_one_line(*whole, inner_style(*at)));
    const auto column = column_of(*at);
    return column && insert_lines(line_after(*at, nullptr), as_lines(key, *whole, *column, doc_.eol(), tree_), false);
  }

  /// The style of the entries of the target's map.
  [[nodiscard]] Style inner_style(const Target& at) const {
    return doc_.json() ? Style::kJson : at.map->size == 0 || doc_.is_flow(*at.map) ? Style::kFlow : Style::kBlock;
  }

  /// Adds `key: text` to a flow map.
  bool insert_flow(const Target& at, std::string_view key, const std::string& text) {
    const Node& map = *at.map;
    const bool quoted = map.size != 0 && slice(map.member[0].key_span).starts_with('"');
    const std::string entry = like(key, doc_.json() || quoted ? "\"\"" : "", Style::kFlow) + ": " + text;
    if (at.empty != nullptr) {
      const std::size_t colon = doc_.after_colon(*at.empty);
      return put(colon, std::max<std::size_t>(colon, at.empty->value->span.end), " {" + entry + "}");
    }
    if (map.size == 0)
      return keeps_comments(map.span.begin, map.span.end) && put(map.span.begin, map.span.end, "{" + entry + "}");
    const Entry last = last_of(map);
    const std::size_t begin = Document::begin_of(last);
    const std::string separator =
        doc_.begins_line(begin) ? "," + std::string(doc_.eol()) + std::string(doc_.column(begin), ' ') : ", ";
    return put(doc_.end_of(last), doc_.end_of(last), separator + entry);
  }

  /// The column of the keys of a new entry in block style.
  [[nodiscard]] std::optional<std::size_t> column_of(const Target& at) const {
    if (at.empty != nullptr) return doc_.column(at.empty->key_span.begin) + kStep;
    if (at.map->size == 0) return std::nullopt;
    const std::size_t begin = at.map->span.begin;
    const std::string_view before = doc_.text().substr(doc_.line_begin(begin), doc_.column(begin));
    if (before.find_first_not_of(" -") != std::string_view::npos) return std::nullopt;
    return before.size();
  }

  /// The line after which a new entry begins: that of the entry that contains `moved`, or of the last one.
  [[nodiscard]] std::size_t line_after(const Target& at, const Entry* moved) const {
    if (at.empty != nullptr) return doc_.next_line(doc_.after_colon(*at.empty));
    const std::size_t from = moved == nullptr ? 0 : Document::begin_of(*moved);
    Entry last = last_of(*at.map);
    for (std::uint32_t i = 0; moved != nullptr && i < at.map->size; ++i) {
      const Entry entry{at.map, i};
      if (Document::begin_of(entry) <= from && from < doc_.end_of(entry)) last = entry;
    }
    return doc_.next_line(last_byte(last));
  }

  /// Inserts lines at the beginning of a line. `removes_end` says whether the last line of the text is removed as well.
  bool insert_lines(std::size_t at, std::string lines, bool removes_end) {
    const std::size_t end = doc_.part().end;
    if (at == end && end != 0 && doc_.text()[end - 1] != '\n') {
      lines.resize(lines.size() - (lines.ends_with("\r\n") ? 2 : lines.ends_with('\n') ? 1 : 0));
      if (!removes_end) lines.insert(0, doc_.eol());
    }
    return put(at, at, std::move(lines));
  }

  // Moving.

  bool move(const Entry& entry, const Node& map, const std::vector<std::string>& way) {
    const auto at = target(map, way);
    if (!at || entry.member() == nullptr || way.empty()) return false;
    if (at->empty == nullptr && at->map->find_member(at->way.front()) != nullptr) return false;
    const bool block = !doc_.is_flow(*entry.container) && !doc_.is_flow(*at->map) && at->map->size != 0;
    if (block && doc_.begins_line(Document::begin_of(entry))) return move_lines(entry, *at);
    return move_inline(entry, *at);
  }

  /// Moves the lines of an entry in block style, with the comments directly above it.
  bool move_lines(const Entry& entry, const Target& at) {
    const auto column = column_of(at);
    if (!column) return false;
    const std::size_t key = Document::begin_of(entry);
    const std::size_t from = doc_.column(key);
    const std::size_t first = comments_above(doc_.line_begin(key), from);
    const std::size_t last = doc_.next_line(last_byte(entry));
    const std::size_t to = *column + kStep * (at.way.size() - 1);
    std::string lines;
    for (std::size_t i = 0; i + 1 < at.way.size(); ++i) {
      lines.append(*column + kStep * i, ' ').append(like(at.way[i], {}, Style::kBlock)).append(":").append(doc_.eol());
    }
    lines += shifted(doc_.text().substr(first, key - from - first), from, to);
    lines.append(to, ' ');
    const Span& key_span = entry.member()->key_span;
    lines.append(at.way.back() == entry.member()->key ? slice(key_span)
                                                      : like(at.way.back(), slice(key_span), Style::kBlock));
    const std::size_t rest = std::min(doc_.next_line(key_span.end), last);  // the lines below the key
    lines.append(doc_.text().substr(key_span.end, rest - key_span.end));
    lines += shifted(doc_.text().substr(rest, last - rest), from, to);
    const bool at_end = last == doc_.part().end && !lines.ends_with('\n');
    if (at_end) lines += doc_.eol();
    const std::size_t place = line_after(at, &entry);
    if (place > first && place < last) return false;
    if (!take_out(entry, first, last)) return false;
    return insert_lines(place, std::move(lines), at_end && place == last);
  }

  /// Removes lines that go elsewhere.
  bool take_out(const Entry& entry, std::size_t first, std::size_t last) {
    if (entry.container->size != 1) return put(first, last, {});
    const auto holder = doc_.holder_of(*entry.container);
    const Member* member = holder ? holder->member() : nullptr;
    if (member == nullptr) return false;
    const std::size_t colon = doc_.after_colon(*member);
    if (colon > first) return false;
    return put(colon, colon, " {}") && put(first, last, {});
  }

  /// Moves an entry that is on one line.
  bool move_inline(const Entry& entry, const Target& at) {
    const std::size_t end = doc_.end_of(entry);
    const std::size_t begin = doc_.after_colon(*entry.member());
    std::string_view value = doc_.text().substr(begin, end - begin);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    const bool lines = value.find('\n') != std::string_view::npos;
    if (value.empty() || (lines && !doc_.json()) || !comments_in(doc_, begin, end).empty()) return false;
    if (!remove(entry)) return false;
    std::string text(value);
    for (std::size_t i = at.way.size(); i-- > 1;) {
      text = fmt::format("{{{}: {}}}", like(at.way[i], doc_.json() ? "\"\"" : "", Style::kFlow), text);
    }
    if (at.map->size == 0 || doc_.is_flow(*at.map)) return insert_flow(at, at.way.front(), text);
    const auto column = column_of(at);
    if (!column) return false;
    std::string line(*column, ' ');
    line.append(like(at.way.front(), {}, Style::kBlock)).append(": ").append(text).append(doc_.eol());
    return insert_lines(line_after(at, &entry), std::move(line), false);
  }

  /// The first of the comment lines directly above the line at `line`, at the column of its key.
  [[nodiscard]] std::size_t comments_above(std::size_t line, std::size_t column) const {
    while (line > doc_.part().begin) {
      const std::size_t above = doc_.line_begin(line - 1);
      const std::string_view text = doc_.text().substr(above, line - above);
      if (text.find_first_not_of(' ') != column || text[column] != '#') break;
      line = above;
    }
    return line;
  }

  // Helpers.

  [[nodiscard]] std::string_view slice(const Span& span) const {
    return doc_.text().substr(span.begin, span.end - span.begin);
  }
  /// The style for values in a container.
  [[nodiscard]] Style style_in(const Node& container) const {
    return doc_.json()                                          ? Style::kJson
           : doc_.is_flow(container) || doc_.in_flow(container) ? Style::kFlow
                                                                : Style::kBlock;
  }
  /// A byte of the last line of an entry.
  [[nodiscard]] std::size_t last_byte(const Entry& entry) const {
    const std::size_t end = doc_.end_of(entry);
    return end > Document::begin_of(entry) ? end - 1 : end;
  }
  [[nodiscard]] bool keeps_comments(std::size_t begin, std::size_t end) const {
    return comments_in(doc_, begin, end).empty();
  }

  /// The dash of a list item in block style, or the key of a member.
  [[nodiscard]] std::size_t dash_or_key(const Entry& entry) const {
    const std::size_t begin = Document::begin_of(entry);
    if (entry.member() != nullptr) return begin;
    const std::size_t dash = begin == 0 ? std::string_view::npos : doc_.text().find_last_not_of(" \r\n", begin - 1);
    return dash == std::string_view::npos || doc_.text()[dash] != '-' ? std::string_view::npos : dash;
  }

  /// The entry that follows in the text, or the one before.
  [[nodiscard]] static std::optional<Entry> neighbor(const Entry& entry, bool next) {
    std::optional<Entry> best;
    const std::size_t here = Document::begin_of(entry);
    for (std::uint32_t i = 0; i < entry.container->size; ++i) {
      const Entry other{entry.container, i};
      const std::size_t at = Document::begin_of(other);
      if (next ? at <= here : at >= here) continue;
      if (!best || (next ? at < Document::begin_of(*best) : at > Document::begin_of(*best))) best = other;
    }
    return best;
  }
  [[nodiscard]] static Entry last_of(const Node& map) {
    Entry last{&map, 0};
    for (std::uint32_t i = 1; i < map.size; ++i) {
      if (Document::begin_of({&map, i}) > Document::begin_of(last)) last.index = i;
    }
    return last;
  }

  bool put(std::size_t begin, std::size_t end, std::string text) {
    if (begin > end || end > doc_.part().end || begin < doc_.part().begin) return false;
    const Span where{doc_.part().source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    edits_.push_back({where, std::move(text)});
    return true;
  }

  const Document& doc_;
  const TreeBuilder& tree_;
  Edits edits_;
};

}  // namespace

std::optional<std::vector<Edit>> edits_for(const Document& document, const Change& change, const TreeBuilder& tree) {
  return Editor(document, tree).run(change);
}

}  // namespace feastctl::fix
