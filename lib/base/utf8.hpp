/// @file
/// @brief UTF-8, one character at a time, for writers that must detect invalid text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace feastctl {

/// A character of a text, and its size in bytes; if the text is not UTF-8 there, `valid` is false and `size` is 1.
struct Utf8Character {
  char32_t code = 0xFFFD;
  std::uint8_t size = 1;
  bool valid = false;
};

/// The character that begins at byte `at`, which must lie inside `text`. Overlong forms, surrogates and code points
/// beyond U+10FFFF are not valid.
inline Utf8Character utf8_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1, true};
  const std::uint8_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() - at < size) return {};
  char32_t code = first & (0xFFU >> (size + 1U));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kSmallest[size] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, size, true};
}

/// Whether a non-ASCII character is better shown by its code: it is invisible, ends a line for some readers, or changes
/// the display order of its neighbors.
constexpr bool is_treacherous(char32_t code) {
  return (code >= 0x80 && code < 0xA0) || code == 0xAD || code == 0x61C || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
         (code >= 0xFFF9 && code <= 0xFFFB) || (code & 0xFFFEU) == 0xFFFE || (code >= 0xE0000 && code <= 0xE007F);
}

/// Whether the bracket at byte `at` would begin a command for a CI system that reads logs: `##[`, `##vso[`,
/// `##teamcity[`.
constexpr bool is_command_bracket(std::string_view text, std::size_t at) {
  if (at < 2 || text[at] != '[') return false;
  std::size_t word = at;
  while (word > 0 && text[word - 1] >= 'a' && text[word - 1] <= 'z') --word;
  return word >= 2 && text[word - 1] == '#' && text[word - 2] == '#';
}

/// Whether a line would be a command for GitHub, which skips blanks before the colons.
constexpr bool is_command_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line.substr(first).starts_with("::");
}

/// Appends `code` in `digits` upper-case hexadecimal digits.
inline void append_hex(std::string& out, char32_t code, unsigned digits) {
  while (digits-- > 0) out += "0123456789ABCDEF"[(code >> (4 * digits)) & 0xFU];
}

/// Appends `code` (a valid code point) as UTF-8.
inline void append_utf8(std::string& out, char32_t code) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    tail(12), tail(6), tail(0);
  }
}

}  // namespace feastctl
