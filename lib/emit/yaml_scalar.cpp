#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "emit/yaml.hpp"

namespace feastctl::emit {

namespace {

/// The meaning of a byte for the choice of style; most have none.
enum class ByteClass : std::uint8_t { kOrdinary, kEscape, kHigh, kNewline, kTab, kColon, kHash };

constexpr auto kByteClass = [] {
  std::array<ByteClass, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = ByteClass::kEscape;
  for (std::size_t c = 0x80; c < 0x100; ++c) table[c] = ByteClass::kHigh;
  table[0x7F] = ByteClass::kEscape;
  table['\n'] = ByteClass::kNewline;
  table['\t'] = ByteClass::kTab;
  table[':'] = ByteClass::kColon;
  table['#'] = ByteClass::kHash;
  return table;
}();

/// The result of scanning every byte.
struct Findings {
  bool escapes = false;  ///< requires double quotes
  bool newline = false;
  bool tab = false;
  bool syntax = false;  ///< `: ` or ` #`
};

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Trailing blanks are valid in a block, but editors and commit hooks strip them; a leading tab is an error in libyaml
/// if the indentation of the block is not known yet.
bool newline_spoils_block(std::string_view text, std::size_t at) {
  return (at > 0 && is_blank(text[at - 1])) || (at + 1 < text.size() && text[at + 1] == '\t');
}

/// Whether one of eight bytes is not ordinary. The usual tricks: a byte is below n if n can only be taken from it with
/// a borrow, and equal to c if it is zero after an exclusive or with c. A borrow can also flag the byte above a match,
/// which only costs a second look.
bool any_matters(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighs = kOnes * 0x80;
  const auto equal = [bytes](std::uint64_t c) {
    const std::uint64_t difference = bytes ^ kOnes * c;
    return (difference - kOnes) & ~difference;
  };
  return ((bytes | (bytes - kOnes * 0x20) | equal(':') | equal('#') | equal(0x7F)) & kHighs) != 0;
}

/// The index of the first byte from `i` on that is not ordinary. Scanning byte by byte took a sixth of the run;
/// ordinary bytes come in long runs.
std::size_t skip_ordinary(std::string_view text, std::size_t i) {
  std::uint64_t bytes = 0;
  for (; i + sizeof bytes <= text.size(); i += sizeof bytes) {
    std::memcpy(&bytes, text.data() + i, sizeof bytes);
    if (any_matters(bytes)) break;
  }
  while (i < text.size() && kByteClass[static_cast<unsigned char>(text[i])] == ByteClass::kOrdinary) ++i;
  return i;
}

Findings examine(std::string_view text) {
  Findings found;
  for (std::size_t i = skip_ordinary(text, 0); i < text.size(); i = skip_ordinary(text, i + 1)) {
    switch (kByteClass[static_cast<unsigned char>(text[i])]) {
      case ByteClass::kOrdinary: break;
      case ByteClass::kEscape: return {.escapes = true};
      case ByteClass::kHigh: {
        const Utf8Character c = utf8_at(text, i);
        if (!c.valid || is_treacherous(c.code)) return {.escapes = true};
        i += c.size - 1U;
        break;
      }
      case ByteClass::kNewline:
        if (newline_spoils_block(text, i)) return {.escapes = true};
        found.newline = true;
        break;
      case ByteClass::kTab: found.tab = true; break;
      case ByteClass::kColon: found.syntax |= i + 1 == text.size() || text[i + 1] == ' '; break;
      case ByteClass::kHash: found.syntax |= i == 0 || text[i - 1] == ' '; break;
    }
  }
  return found;
}

bool begins_like_syntax(std::string_view text) {
  const char first = text.front();
  // Letters, by far the most common first characters, and the slash of paths have no special meaning.
  if (is_letter(first) || first == '/') return false;
  constexpr std::string_view kIndicators = "?:,[]{}#&*!|>'\"%@`";
  if (kIndicators.find(first) != std::string_view::npos) return true;
  if (text.front() == '-' && (text.size() == 1 || text[1] == ' ')) return true;
  return text.starts_with("---") || text.starts_with("...");
}

/// Whether `text` equals `word` (in lower case), ignoring case; YAML 1.1 recognizes three spellings, some parsers all.
bool is_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (to_lower(text[i]) != word[i]) return false;
  }
  return true;
}

bool is_reserved_word(std::string_view text) {
  if (text.size() > 5) return false;
  switch (to_lower(text.front())) {
    case 'y': return is_word(text, "y") || is_word(text, "yes");
    case 'n': return is_word(text, "n") || is_word(text, "no") || is_word(text, "null");
    case 'o': return is_word(text, "on") || is_word(text, "off");
    case 't': return is_word(text, "true");
    case 'f': return is_word(text, "false");
    case '~':
    case '=': return text.size() == 1;
    case '<': return text == "<<";
    default: return false;
  }
}

/// `2026-01-01`, alone or followed by a time; parsers differ in the times they accept, so anything counts.
bool is_timestamp(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&](std::size_t least, std::size_t most) {
    std::size_t n = 0;
    while (n < most && i < text.size() && is_digit(text[i])) ++n, ++i;
    return n >= least;
  };
  const auto dash = [&] { return i < text.size() && text[i++] == '-'; };
  if (!digits(4, 4) || !dash() || !digits(1, 2) || !dash() || !digits(1, 2)) return false;
  return i == text.size() || text[i] == ' ' || to_lower(text[i]) == 't';
}

/// Whether all of `text` is in `allowed`.
bool consists_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

/// Numbers for any parser: decimal, octal, hexadecimal, binary, base 60, with `_` (1.1) or `,` (Ruby), .5, 5., 1e3,
/// .inf, .nan. Dotted digits (1.2.3) match the float of the YAML 1.1 type page, so they count too.
bool is_number(std::string_view text) {
  if (text.front() == '+' || text.front() == '-') text.remove_prefix(1);
  if (text.empty()) return false;
  if (is_word(text, ".inf") || is_word(text, ".nan")) return true;
  if (text.size() > 1 && text[0] == '0' && std::string_view("xob").find(to_lower(text[1])) != std::string_view::npos) {
    return consists_of(text.substr(2), "0123456789abcdefABCDEF_.pP+-");
  }
  const std::size_t mantissa = text.find_first_not_of("0123456789_.,:");
  const std::string_view digits = text.substr(0, mantissa);
  if (digits.find_first_of("0123456789.") == std::string_view::npos) return false;
  if (mantissa == std::string_view::npos) return true;
  if (to_lower(text[mantissa]) != 'e') return false;
  std::string_view exponent = text.substr(mantissa + 1);
  if (exponent.starts_with('+') || exponent.starts_with('-')) exponent.remove_prefix(1);
  return consists_of(exponent, "0123456789_");
}

/// Whether a parser could read the plain text as anything other than a string.
bool is_retypable(std::string_view text) {
  const char first = text.front();
  if (is_digit(first)) return is_number(text) || is_timestamp(text);
  if (first == '+' || first == '-' || first == '.') return is_number(text);
  return is_reserved_word(text);
}

/// Copies some bytes and returns whether one of them is a blank, a control character, or not ASCII.
template <typename Bytes>
bool copy_leaves_word(const char* from, char* to) {
  constexpr Bytes kEach = static_cast<Bytes>(~Bytes{0}) / 0xFF;
  Bytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  std::memcpy(to, &bytes, sizeof bytes);
  return ((bytes | (bytes - kEach * '!') | (bytes + kEach)) & (kEach * 0x80)) != 0;
}

/// The same for a whole text; pieces may overlap.
bool copy_leaves_word(std::string_view text, char* to) {
  const char* const from = text.data();
  const std::size_t size = text.size();
  if (size >= 8) {
    for (std::size_t i = 0; i + 8 <= size; i += 8) {
      if (copy_leaves_word<std::uint64_t>(from + i, to + i)) return true;
    }
    return copy_leaves_word<std::uint64_t>(from + size - 8, to + size - 8);
  }
  if (size >= 4) {
    const bool begin = copy_leaves_word<std::uint32_t>(from, to);
    return begin || copy_leaves_word<std::uint32_t>(from + size - 4, to + size - 4);
  }
  for (std::size_t i = 0; i < size; ++i) {
    to[i] = from[i];
    if (from[i] <= ' ' || from[i] > '~') return true;
  }
  return false;
}

/// Whether a text is certainly a block: lines of printable ASCII without trailing blanks. Checks every byte, so that
/// the compiler can vectorize the loop; whole scripts come here.
bool is_simple_block(std::string_view text) {
  if (text.front() == ' ' || text.front() == '\n' || text.back() == ' ') return false;
  unsigned char odd = 0;
  unsigned char newline = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool printable = static_cast<unsigned char>(text[i] - ' ') <= '~' - ' ';
    const bool line_end = text[i] == '\n';
    odd |= static_cast<unsigned char>(!printable & !line_end);
    odd |= static_cast<unsigned char>(line_end & (text[i - 1] == ' '));
    newline |= static_cast<unsigned char>(line_end);
  }
  return odd == 0 && newline != 0 && text.front() >= ' ' && text.front() <= '~';
}

}  // namespace

bool copy_if_plain(std::string_view text, char* to) {
  if (text.empty()) return false;
  const char first = to_lower(text.front());
  const bool letter = first >= 'a' && first <= 'z';
  if ((!letter && first != '/') || text.back() == ':') return false;
  return !copy_leaves_word(text, to) && (text.size() > 5 || !is_reserved_word(text));
}

ScalarStyle scalar_style(std::string_view text) {
  constexpr std::size_t kLong = 100;
  if (text.empty()) return ScalarStyle::kDoubleQuoted;
  if (text.size() > kLong && is_simple_block(text)) return ScalarStyle::kBlock;
  const Findings found = examine(text);
  if (found.escapes) return ScalarStyle::kDoubleQuoted;
  if (found.newline) {
    const bool only_newlines = text.find_first_not_of('\n') == std::string_view::npos;
    const bool spoilt = only_newlines || text.front() == '\t' || is_blank(text.back());
    return spoilt ? ScalarStyle::kDoubleQuoted : ScalarStyle::kBlock;
  }
  if (found.tab) return ScalarStyle::kDoubleQuoted;
  if (found.syntax || text.front() == ' ' || text.back() == ' ' || begins_like_syntax(text)) {
    return ScalarStyle::kSingleQuoted;
  }
  return is_retypable(text) ? ScalarStyle::kDoubleQuoted : ScalarStyle::kPlain;
}

}  // namespace feastctl::emit
