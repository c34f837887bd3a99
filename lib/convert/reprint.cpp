#include "convert/reprint.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/json_string.hpp"
#include "emit/yaml.hpp"

namespace feastctl::convert {

namespace {

constexpr std::size_t kStep = 2;

/// The lines of an entry, as byte offsets.
struct Tile {
  const Member* member = nullptr;
  std::size_t lead = 0;       ///< blank lines and comments above
  std::size_t line = 0;       ///< the line of the key
  std::size_t key_end = 0;    ///< after the key, before the colon
  std::size_t value = 0;      ///< the value's first byte
  std::size_t value_end = 0;  ///< after the value's last byte
  std::size_t end = 0;        ///< the next entry's lead
  std::size_t column = 0;     ///< of the key
  bool inline_value = false;  ///< the value begins on the key's line and ends there
  bool head_used = false;     ///< lead and the key line's comment have been written
};

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Calls `take` with each line of `text`, with its line end.
template <typename Take>
void for_each_line(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    take(text.substr(0, end));
    text.remove_prefix(end);
  }
}

/// Appends lines from column `from` at column `to`. A line with only blanks may be part of a text, so it is moved as
/// well.
void append_shifted(std::string_view lines, std::size_t from, std::size_t to, std::string& out) {
  for_each_line(lines, [&](std::string_view line) {
    const bool empty = line.front() == '\n' || line.front() == '\r';
    if (!empty && to > from) out.append(to - from, ' ');
    if (to < from) {
      const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
      line.remove_prefix(std::min(blanks, from - to));
    }
    out += line;
  });
}

/// Writes one changed tree.
class Reprinter {
 public:
  Reprinter(std::string_view text, std::size_t begin, std::size_t end, std::span<const Node* const> retired)
      : text_(text.substr(0, end)), begin_(begin), retired_(retired.begin(), retired.end()) {
    eol_ = text_.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  }

  std::optional<std::string> print(const Node& now, const Node& was) {
    std::string out(text_.substr(begin_, std::size_t{was.span.begin} - begin_));
    keep(now);
    if (is_flow(was)) {
      flow(now, out);
      out += text_.substr(was.span.end);
    } else {
      const std::size_t from = line_begin(was.span.begin);
      const std::size_t end = index_map(was, from);
      if (blocks_.find(&was) == blocks_.end()) return std::nullopt;
      out.resize(out.size() - (was.span.begin - from));
      map(now, was, was.span.begin - from, out);
      out += text_.substr(end);
      if (!text_.ends_with('\n')) trim_line_end(out);
    }
    if (failed_) return std::nullopt;
    return out;
  }

 private:
  // The original.

  [[nodiscard]] bool is_flow(const Node& node) const {
    return node.span.begin < text_.size() &&
           std::string_view("{[&!").find(text_[node.span.begin]) != std::string_view::npos;
  }
  [[nodiscard]] static bool was_read(const Node& node) { return node.span.known(); }
  [[nodiscard]] std::size_t line_begin(std::size_t at) const {
    const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return before == std::string_view::npos || before + 1 < begin_ ? begin_ : before + 1;
  }
  /// The beginning of the line after the one that holds `at`.
  [[nodiscard]] std::size_t next_line(std::size_t at) const {
    const std::size_t end = text_.find('\n', at);
    return end == std::string_view::npos ? text_.size() : end + 1;
  }
  /// The line after a value that ends at `end`; a block text ends at the beginning of a line already.
  [[nodiscard]] std::size_t after_value(std::size_t end) const {
    return end > begin_ && text_[end - 1] == '\n' ? end : next_line(end);
  }

  /// Notes the tiles of a block map, and of those below it. Gives the end of its last line. A map whose entries do not
  /// each stand on lines of their own (merge keys, aliases) is left out.
  std::size_t index_map(const Node& map, std::size_t lead) {
    std::vector<Tile> tiles;
    std::size_t at = lead;
    bool fine = map.size != 0;
    for (const Member& m : map.members()) {
      Tile tile{.member = &m, .lead = at, .line = line_begin(m.key_span.begin), .key_end = m.key_span.end};
      const Node& v = *m.value;
      fine = fine && m.key_span.known() && m.key_span.begin >= at && v.span.begin >= m.key_span.end &&
             m.key_span.begin - tile.line == map.span.begin - line_begin(map.span.begin);
      if (!fine) return after_value(map.span.end);
      tile.column = m.key_span.begin - tile.line;
      tile.value = v.span.begin;
      tile.value_end = v.span.end;
      const std::size_t next = next_line(m.key_span.end);
      tile.inline_value = v.span.end < next || (v.span.end == text_.size() && next == text_.size());
      tile.end = std::max(next, after_value(v.span.end));
      at = tile.end;
      tiles.push_back(tile);
    }
    if (!fine) return after_value(map.span.end);
    blocks_.insert(&map);
    for (const Tile& tile : tiles) {
      const Node& v = *tile.member->value;
      tiles_.emplace(&v, tile);
      if (is_flow(v) || tile.value < next_line(tile.key_end)) continue;
      if (v.is_map()) index_map(v, next_line(tile.key_end));
      if (v.is_list()) index_list(v);
    }
    return at;
  }

  void index_list(const Node& list) {
    for (const Node* item : list.items()) {
      if (item->is_map() && item->size != 0 && !is_flow(*item)) index_map(*item, line_begin(item->span.begin));
    }
  }

  /// Records the original nodes in the new tree.
  void keep(const Node& node) {
    if (was_read(node)) {
      kept_.insert(&node);
      return;
    }
    for (const Member& m : node.members()) keep(*m.value);
    for (const Node* item : node.items()) keep(*item);
  }

  /// The lines of the value that `node` is or was made from.
  Tile* tile_of(const Node& node) {
    const Node* source = was_read(node) ? &node : node.origin;
    const auto found = tiles_.find(source);
    return found == tiles_.end() ? nullptr : &found->second;
  }
  Tile* tile_at(const Node* map, std::string_view key) {
    const Member* member = map == nullptr ? nullptr : map->find_member(key);
    const auto found = member == nullptr ? tiles_.end() : tiles_.find(member->value);
    return found == tiles_.end() ? nullptr : &found->second;
  }

  /// The comment at the end of the key's line, with its `#`.
  [[nodiscard]] std::string_view line_comment(const Tile& tile) const {
    const std::size_t from = tile.inline_value ? tile.value_end : tile.key_end + 1;
    const std::size_t end = next_line(tile.key_end);
    if (from >= end) return {};
    const std::string_view rest = text_.substr(from, end - from);
    const std::size_t hash = rest.find('#');
    return hash == std::string_view::npos || (!tile.inline_value && !trim(rest.substr(0, hash)).empty())
               ? std::string_view()
               : trim(rest.substr(hash));
  }

  /// The same with the blanks before it.
  void append_line_comment(const Tile& tile, std::string& out) const {
    const std::string_view comment = line_comment(tile);
    if (comment.empty()) return;
    const auto at = static_cast<std::size_t>(comment.data() - text_.data());
    const std::size_t blanks = at - text_.find_last_not_of(' ', at - 1) - 1;
    out.append(blanks, ' ').append(comment);
  }

  // The output.

  /// Writes the entries of `now` at column `indent`, together with the remains of removed entries of `was`.
  void map(const Node& now, const Node& was, std::size_t indent, std::string& out) {
    std::size_t next = 0;  // of `was`: all before it is done with
    const auto members = was.members();
    for (const Member& m : now.members()) {
      const std::size_t at = counterpart(m, was);
      for (; at < members.size() && next <= at; ++next) {
        if (next < at) gone(members[next], now, indent, out);
      }
      entry(m, &was, indent, out);
    }
    for (; next < members.size(); ++next) gone(members[next], now, indent, out);
  }

  /// The entry of `was` that this entry continues; the number of entries if there is none.
  [[nodiscard]] static std::size_t counterpart(const Member& m, const Node& was) {
    const Node* source = was_read(*m.value) ? m.value : m.value->origin;
    const auto members = was.members();
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i].value == source || members[i].key == m.key) return i;
    }
    return members.size();
  }

  /// What remains of a removed entry: its comments, or the whole entry as a comment.
  void gone(const Member& m, const Node& now, std::size_t indent, std::string& out) {
    for (const Member& other : now.members()) {
      if (other.key == m.key || other.value == m.value || other.value->origin == m.value) return;
    }
    if (kept_.contains(m.value)) return;
    Tile* tile = tile_of(*m.value);
    if (tile == nullptr || tile->head_used) return;
    tile->head_used = true;
    append_shifted(text_.substr(tile->lead, tile->line - tile->lead), tile->column, indent, out);
    if (retired_.contains(m.value)) {
      for_each_line(text_.substr(tile->line, tile->end - tile->line), [&](std::string_view line) {
        const std::size_t blanks = std::min(line.find_first_not_of(' '), tile->column);
        line.remove_prefix(std::min(blanks, line.size()));
        out.append(indent, ' ').append("#");
        if (!trim(line).empty()) out.append(" ");
        out += line;
        end_line(out);
      });
    } else if (const auto comment = line_comment(*tile); !comment.empty()) {
      out.append(indent, ' ').append(comment).append(eol_);
    }
  }

  void entry(const Member& m, const Node* was, std::size_t indent, std::string& out) {
    const Node& value = *m.value;
    Tile* own = tile_of(value);
    Tile* head = own != nullptr ? own : tile_at(was, m.key);
    const bool fresh_head = head != nullptr && !head->head_used;
    if (fresh_head) {
      head->head_used = true;
      std::string_view lead = text_.substr(head->lead, head->line - head->lead);
      if (was == nullptr || was->find_member(head->member->key) != head->member) lead = without_blank_begin(lead);
      append_shifted(lead, head->column, indent, out);
    }
    out.append(indent, ' ');
    out += head != nullptr && head->member->key == m.key
               ? text_.substr(head->line + head->column, head->key_end - head->line - head->column)
               : m.key;
    if (own != nullptr && was_read(value)) return as_read(*own, fresh_head, indent, out);
    if (own != nullptr && own->inline_value && (!value.is_map() || is_flow(*value.origin)))
      return in_line(value, *own, out);
    block(value, head, fresh_head, indent, out);
  }

  /// The value with the lines that it stood on.
  void as_read(const Tile& tile, bool with_comment, std::size_t indent, std::string& out) {
    const std::size_t next = next_line(tile.key_end);
    if (with_comment || tile.value < next) {
      out += text_.substr(tile.key_end, next - tile.key_end);
    } else {
      out.append(":").append(eol_);
    }
    append_shifted(text_.substr(next, tile.end - next), tile.column, indent, out);
    end_line(out);
  }

  /// Replaces a value on the line of its key.
  void in_line(const Node& value, const Tile& tile, std::string& out) {
    out += text_.substr(tile.key_end, tile.value - tile.key_end);
    flow(value, out);
    out += text_.substr(tile.value_end, tile.end - tile.value_end);
    end_line(out);
  }

  /// Writes a generated value.
  void block(const Node& value, const Tile* head, bool with_comment, std::size_t indent, std::string& out) {
    out += ':';
    const Node* from = value.origin;
    const bool container = (value.is_map() || value.is_list()) && value.size != 0;
    if (!container || (from != nullptr && is_flow(*from))) {
      out += ' ';
      flow(value, out);
    }
    // The comment of an inline value moves with the value, further below.
    const bool comment_moves = head != nullptr && head->inline_value && kept_.contains(head->member->value);
    if (with_comment && !comment_moves) append_line_comment(*head, out);
    out += eol_;
    if (!container || (from != nullptr && is_flow(*from))) return;
    if (value.is_list()) return list(value, out);
    if (from != nullptr && blocks_.contains(from)) {
      const std::size_t below = from->span.begin - line_begin(from->span.begin);
      map(value, *from, indent + (head != nullptr ? below - head->column : kStep), out);
      return;
    }
    if (from != nullptr) failed_ = true;
    for (const Member& m : value.members()) entry(m, nullptr, indent + kStep, out);
  }

  /// A block list some of whose items have changed.
  void list(const Node& now, std::string& out) {
    const Node* was = now.origin;
    if (was == nullptr || !was_read(*was) || was->size != now.size) {
      failed_ = true;
      return;
    }
    std::size_t at = next_line(tiles_.at(was).key_end);
    for (std::size_t i = 0; i < now.size; ++i) {
      const Node& item = *now.items()[i];
      const Node& before = *was->items()[i];
      const std::size_t end = after_value(before.span.end);
      if (was_read(item)) {
        out += text_.substr(at, end - at);
      } else if (blocks_.contains(&before)) {
        const std::size_t line = line_begin(before.span.begin);
        const std::size_t column = before.span.begin - line;
        out += text_.substr(at, line - at);
        const std::size_t first = out.size();
        map(item, before, column, out);
        out.replace(first, column, text_.substr(line, column));
      } else {
        out += text_.substr(at, before.span.begin - at);
        flow(item, out);
        out += text_.substr(before.span.end, end - before.span.end);
      }
      end_line(out);
      at = end;
    }
  }

  /// Writes a value in braces and brackets, keeping original parts as written.
  void flow(const Node& node, std::string& out) {
    if (was_read(node)) {
      const std::string_view text = text_.substr(node.span.begin, node.span.end - node.span.begin);
      if (text.empty() || text.front() == '|' || text.front() == '>') failed_ = true;
      out += text.empty() ? "null" : text;
      return;
    }
    switch (node.kind) {
      case Kind::kMap:
      case Kind::kList: return flow_container(node, out);
      case Kind::kString:
        if (!plain_ || emit::scalar_style(node.text) != emit::ScalarStyle::kPlain) {
          append_json_string(node.text, out);
        } else {
          out += node.text;
        }
        return;
      default: failed_ = true;
    }
  }

  void flow_container(const Node& node, std::string& out) {
    // In JSON and JSON-like style, keys are quoted.
    const bool quoted = node.origin != nullptr && node.origin->size != 0 && node.origin->is_map() &&
                        text_[node.origin->member[0].key_span.begin] == '"';
    if (quoted) plain_ = false;
    bool first = true;
    out += node.is_map() ? '{' : '[';
    const auto comma = [&] {
      if (!first) out += ", ";
      first = false;
    };
    for (const Member& m : node.members()) {
      comma();
      if (plain_) {
        out += m.key;
      } else {
        append_json_string(m.key, out);
      }
      out += ": ";
      flow(*m.value, out);
    }
    for (const Node* item : node.items()) comma(), flow(*item, out);
    out += node.is_map() ? '}' : ']';
  }

  static std::string_view without_blank_begin(std::string_view lines) {
    while (!lines.empty()) {
      const std::size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
      if (!trim(lines.substr(0, end)).empty()) break;
      lines.remove_prefix(end);
    }
    return lines;
  }
  void end_line(std::string& out) const {
    if (!out.ends_with('\n')) out += eol_;
  }
  static void trim_line_end(std::string& out) {
    if (out.ends_with('\n')) out.pop_back();
    if (out.ends_with('\r')) out.pop_back();
  }

  std::string_view text_;
  std::size_t begin_;
  std::unordered_set<const Node*> retired_, kept_, blocks_;
  std::unordered_map<const Node*, Tile> tiles_;
  std::string_view eol_;
  bool plain_ = true;
  bool failed_ = false;
};

}  // namespace

std::optional<std::string> reprint(const Node& now, const Node& was, std::span<const Node* const> retired,
                                   std::string_view text, std::size_t begin, std::size_t end) {
  return Reprinter(text, begin, end, retired).print(now, was);
}

}  // namespace feastctl::convert
