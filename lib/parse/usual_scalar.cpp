#include "parse/usual_scalar.hpp"

#include <array>
#include <cstdint>

#include "base/ascii.hpp"

namespace feastctl::parse {

namespace {

/// What a byte can do in a plain scalar.
enum class Plain : std::uint8_t { kOrdinary, kNewline, kColon, kHash };

constexpr auto kPlain = [] {
  std::array<Plain, 256> table{};
  table['\n'] = Plain::kNewline;
  table[':'] = Plain::kColon;
  table['#'] = Plain::kHash;
  return table;
}();

constexpr bool is_word(char c) {
  return is_alphanumeric(c) || c == '_' || c == '/' || c == '.';
}

bool blank(char c) {
  return c == ' ' || c == '\n';
}

/// A quoted scalar without escapes.
bool scan_quoted(std::string_view text, std::size_t at, UsualToken& token) {
  const char quote = text[at];
  std::size_t end = at + 1;
  while (text[end] != quote) {
    if (text[end] == '\n' || (text[end] == '\\' && quote == '"')) return false;
    ++end;
  }
  if (text[end + 1] == quote) return false;
  token = {at, end + 1, at + 1, end, false};
  return true;
}

/// Whether a plain scalar can begin with this character, whatever follows.
bool begins_plain(char first) {
  constexpr std::string_view kIndicators = "-?:,[]{}#&*!|>%@`";
  return is_word(first) || kIndicators.find(first) == std::string_view::npos;
}

}  // namespace

bool scan_scalar(std::string_view text, std::size_t at, UsualToken& token) {
  if (at >= text.size() || blank(text[at])) return false;
  const char first = text[at];
  if (first == '"' || first == '\'') return scan_quoted(text, at, token);
  if (!begins_plain(first) && (first != '-' || blank(text[at + 1]))) return false;
  std::size_t end = at + 1;
  for (;; ++end) {
    const Plain what = kPlain[static_cast<unsigned char>(text[end])];
    if (what == Plain::kOrdinary) continue;
    if (what == Plain::kNewline || (what == Plain::kColon && blank(text[end + 1]))) break;
    if (what == Plain::kHash && text[end - 1] == ' ') break;
  }
  const bool key = text[end] == ':';
  if (key && text[end - 1] == ' ') return false;
  while (text[end - 1] == ' ') --end;
  token = {at, end, at, end, true};
  return true;
}

bool scan_flow_scalar(std::string_view text, std::size_t at, UsualToken& token) {
  if (text[at] == '"' || text[at] == '\'') {
    if (!scan_quoted(text, at, token)) return false;
  } else {
    std::size_t end = at;
    while (is_word(text[end]) || (text[end] == '-' && end != at)) ++end;
    if (end == at) return false;
    token = {at, end, at, end, true};
  }
  constexpr std::string_view kBehind = " ,:]}";
  return kBehind.find(text[token.end]) != std::string_view::npos;
}

bool scan_block(std::string_view text, std::size_t at, int column, UsualEvent& event) {
  event = {.type = Event::Type::kScalar, .chomp = ' ', .begin = static_cast<std::uint32_t>(at)};
  ++at;
  if (text[at] == '-' || text[at] == '+') event.chomp = text[at++];
  if (text[at] != '\n') return false;
  std::size_t line = at + 1;
  const std::size_t first = text.find_first_not_of(' ', line);
  if (first == std::string_view::npos || text[first] == '\n') return false;
  const std::size_t indent = first - line;
  if (static_cast<int>(indent) <= column) return false;
  event.value_begin = static_cast<std::uint32_t>(line);
  while (line < text.size()) {
    std::size_t i = line;
    while (i - line < indent && text[i] == ' ') ++i;
    if (i - line < indent && text[i] != '\n') break;
    line = text.find('\n', i) + 1;
  }
  event.end = event.value_end = static_cast<std::uint32_t>(line);
  event.indent = static_cast<std::uint32_t>(indent);
  return true;
}

std::string_view usual_value(std::string_view text, const UsualEvent& scalar, std::string& room) {
  std::string_view lines = text.substr(scalar.value_begin, scalar.value_end - scalar.value_begin);
  if (scalar.chomp == '\0') return lines;
  room.clear();
  while (!lines.empty()) {
    const std::size_t size = lines.find('\n') + 1;
    room += size > scalar.indent ? lines.substr(scalar.indent, size - scalar.indent) : "\n";
    lines.remove_prefix(size);
  }
  if (scalar.chomp == '+') return room;
  const std::size_t last = room.find_last_not_of('\n');
  room.resize(scalar.chomp == '-' ? last + 1 : last + 2);
  return room;
}

}  // namespace feastctl::parse
