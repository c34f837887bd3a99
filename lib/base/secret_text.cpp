#include "base/secret_text.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace feastctl {

namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::string_view kSeparator = "---";

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Whether a whole word stands at `at`.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  return (at == 0 || !is_word(text[at - 1])) && (at + size == text.size() || !is_word(text[at + size]));
}

/// Whether what stands at `at` is the value of a key, but for quotes and blanks.
bool is_value(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? kNowhere : text.find_last_not_of(" \t\r\n\"'", at - 1);
  return before != kNowhere && text[before] == ':';
}

bool holds_secret(std::string_view text) {
  constexpr std::string_view kData = "stringData", kKind = "Secret";
  for (std::size_t at = text.find(kData); at != kNowhere; at = text.find(kData, at + 1)) {
    if (stands_alone(text, at, kData.size())) return true;
  }
  for (std::size_t at = text.find(kKind); at != kNowhere; at = text.find(kKind, at + 1)) {
    if (stands_alone(text, at, kKind.size()) && is_value(text, at)) return true;
  }
  return false;
}

/// Where the next document begins: at a line that starts with `---`.
std::size_t next_document(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('\n', from); at != kNowhere; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1).starts_with(kSeparator)) return at + 1;
  }
  return text.size();
}

}  // namespace

std::vector<Span> secret_stretches(std::string_view text) {
  std::vector<Span> stretches;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = next_document(text, begin);
    if (holds_secret(text.substr(begin, end - begin))) {
      stretches.push_back({0, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
    begin = end;
  }
  return stretches;
}

bool in_stretch(const std::vector<Span>& stretches, std::size_t offset) {
  const auto stretch = std::ranges::upper_bound(stretches, offset, {}, &Span::end);
  return stretch != stretches.end() && offset >= stretch->begin;
}

}  // namespace feastctl
