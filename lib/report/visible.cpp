#include "report/visible.hpp"

#include <algorithm>

namespace feastctl::report {

namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::string_view kCut = "...";
constexpr std::string_view kBracket = "\\x5B", kColon = "\\x3A";

struct Range {
  char32_t first, last;
};

/// Characters that terminals show in two columns, roughly (Unicode's East Asian Width W and F, and emoji).
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},  {0x3400, 0x4DBF},
                           {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},
                           {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F},
                           {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

/// Combining marks.
constexpr Range kCombining[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                                {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t code) {
  return std::ranges::any_of(ranges, [code](const Range& r) { return code >= r.first && code <= r.last; });
}

std::size_t columns_of(char32_t code) {
  if (code < 0x300) return 1;
  if (is_in(kCombining, code)) return 0;
  return is_in(kWide, code) ? 2 : 1;
}

/// The last beginning of a character at or before `at`, at most a few bytes back.
std::size_t character_begin(std::string_view text, std::size_t at) {
  for (std::size_t n = 0; n < 3 && at > 0 && at < text.size(); ++n, --at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) break;
  }
  return at;
}

/// Appends [from, to) of `line` with tabs as spaces until `room` columns are used; returns the columns that were.
std::size_t append_part(std::string_view line, std::size_t& from, std::size_t to, std::size_t column, std::size_t room,
                        std::string& out) {
  std::size_t used = 0;
  while (from < to && used < room) {
    const Utf8Character c = utf8_at(line, from);
    if (c.code == '\t') {
      const std::size_t spaces = kTabStop - (column + used) % kTabStop;
      out.append(spaces, ' ');
      used += spaces;
    } else if (is_command_bracket(line, from)) {
      out += kBracket;
      used += kBracket.size();
    } else {
      used += append_visible(c, line[from], out);
    }
    from += c.size;
  }
  return used;
}

}  // namespace

std::size_t append_visible(const Utf8Character& character, char byte, std::string& out) {
  const std::size_t before = out.size();
  if (!character.valid) {
    out += "\\x";
    append_hex(out, static_cast<unsigned char>(byte), 2);
  } else if (character.code == '\n' || character.code == '\t' || character.code == '\r') {
    out += character.code == '\n' ? "\\n" : character.code == '\t' ? "\\t" : "\\r";
  } else if (character.code < 0x20 || character.code == 0x7F) {
    out += "\\x";
    append_hex(out, character.code, 2);
  } else if (character.code > 0x7F && is_treacherous(character.code)) {
    out += character.code > 0xFFFF ? "\\U" : "\\u";
    append_hex(out, character.code, character.code > 0xFFFF ? 8 : 4);
  } else {
    append_utf8(out, character.code);
    return columns_of(character.code);
  }
  return out.size() - before;
}

void append_visible(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character c = utf8_at(text, i);
    if (is_command_bracket(text, i)) {
      out += kBracket;
    } else {
      append_visible(c, text[i], out);
    }
    i += c.size;
  }
}

void append_visible_line(std::string_view text, std::string& out) {
  if (!is_command_line(text)) return append_visible(text, out);
  out += kColon;
  append_visible(text.substr(text.find(':') + 1), out);
}

Snippet snippet(std::string_view line, std::size_t begin, std::size_t end, std::size_t width) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  while (end > begin && (line[end - 1] == ' ' || line[end - 1] == '\t')) --end;
  Snippet out;
  // Before the span: a third of the width if the line is too long, without scanning more bytes than can be shown.
  std::size_t from = 0;
  const std::size_t before = width / 3;
  if (line.size() > width && begin > before) {
    from = character_begin(line, begin - before);
    out.line = kCut;
  }
  std::size_t column = out.line.size();
  column += append_part(line, from, begin, column, std::string::npos, out.line);
  const std::size_t carets = append_part(line, from, end, column, column < width ? width - column : 1, out.line);
  out.carets.append(column, ' ').append(std::max<std::size_t>(carets, 1), '^');
  column += carets;
  append_part(line, from, line.size(), column, width - std::min(width, column), out.line);
  if (from < line.size()) out.line += kCut;
  return out;
}

}  // namespace feastctl::report
