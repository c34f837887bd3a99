#include "parse/usual_scalar.hpp"

#include <array>
#include <cstdint>
#include <cstring>

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
bool scan_quoted(const char* text, std::size_t at, UsualToken& token) {
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

bool scan_scalar(std::string_view whole, std::size_t at, UsualToken& token) {
  const char* const text = whole.data();
  if (at >= whole.size() || blank(text[at])) return false;
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

bool scan_flow_scalar(std::string_view whole, std::size_t at, UsualToken& token) {
  const char* const text = whole.data();
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

bool scan_block(std::string_view text, std::size_t at, int column, UsualBlock& block) {
  block.chomp = ' ';
  ++at;
  if (text[at] == '-' || text[at] == '+') block.chomp = text[at++];
  if (text[at] != '\n') return false;
  std::size_t line = at + 1;
  const std::size_t first = text.find_first_not_of(' ', line);
  if (first == std::string_view::npos || text[first] == '\n') return false;
  const std::size_t indent = first - line;
  if (static_cast<int>(indent) <= column) return false;
  block.lines_begin = line;
  while (line < text.size()) {
    std::size_t i = line;
    while (i - line < indent && text[i] == ' ') ++i;
    if (i - line < indent && text[i] != '\n') break;
    line = text.find('\n', i) + 1;
  }
  block.lines_end = line;
  block.indent = indent;
  return true;
}

std::string_view block_value(std::string_view text, const UsualBlock& block, char* room) {
  std::string_view lines = text.substr(block.lines_begin, block.lines_end - block.lines_begin);
  std::size_t size = 0;
  while (!lines.empty()) {
    const std::size_t line = lines.find('\n') + 1;
    const std::string_view rest = line > block.indent ? lines.substr(block.indent, line - block.indent) : "\n";
    std::memcpy(room + size, rest.data(), rest.size());
    size += rest.size();
    lines.remove_prefix(line);
  }
  const std::string_view value(room, size);
  if (block.chomp == '+') return value;
  const std::size_t last = value.find_last_not_of('\n');
  return value.substr(0, block.chomp == '-' ? last + 1 : last + 2);
}

}  // namespace feastctl::parse
