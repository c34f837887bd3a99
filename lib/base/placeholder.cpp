#include "base/placeholder.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.hpp"

namespace feastctl {

namespace {

constexpr bool is_upper_word(char c) {
  return is_digit(c) || c == '_' || (is_letter(c) && !is_lower(c));
}

/// How many characters of `text` hold `is`.
std::size_t count_leading(std::string_view text, bool (*is)(char)) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is) - text.begin());
}

/// `text` up to the end of the first `close` behind `open`, with which it begins; empty unless something is between
/// them that holds `fine`.
std::string_view enclosed(std::string_view text, std::string_view open, std::string_view close,
                          bool (*fine)(std::string_view)) {
  if (!text.starts_with(open)) return {};
  const std::size_t end = text.find(close, open.size());
  if (end == std::string_view::npos || end == open.size()) return {};
  return fine(text.substr(open.size(), end - open.size())) ? text.substr(0, end + close.size()) : std::string_view();
}

bool is_one_line(std::string_view text) {
  return text.find('\n') == std::string_view::npos;
}

/// `your-workspace`, `AWS account id`: no tag of a markup language.
bool is_description(std::string_view text) {
  const auto fine = [](char c) { return is_alphanumeric(c) || c == ' ' || c == '-' || c == '_' || c == '.'; };
  return is_letter(text.front()) && std::ranges::all_of(text, fine);
}

bool is_upper_name(std::string_view text) {
  return is_letter(text.front()) && std::ranges::all_of(text, is_upper_word);
}

/// `$NAME` at the beginning of `text`.
std::string_view bare_variable(std::string_view text) {
  if (text.size() < 2 || text[0] != '$' || is_digit(text[1])) return {};
  const std::size_t size = count_leading(text.substr(1), is_upper_word);
  return size == 0 ? std::string_view() : text.substr(0, size + 1);
}

/// CHANGEME, REPLACE_ME, CHANGE-ME.
std::string_view request(std::string_view text) {
  for (const std::string_view verb : {"CHANGE", "REPLACE"}) {
    if (!text.starts_with(verb)) continue;
    std::size_t at = verb.size();
    if (at < text.size() && (text[at] == '_' || text[at] == '-')) ++at;
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("ME") && (rest.size() == 2 || !is_letter(rest[2]))) return text.substr(0, at + 2);
  }
  return {};
}

/// Whether a placeholder can begin with a character.
constexpr auto kFirst = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("${<_CR")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

std::string_view placeholder_at(std::string_view text) {
  switch (text.front()) {
    case '$':
      if (const auto found = enclosed(text, "${", "}", is_one_line); !found.empty()) return found;
      return bare_variable(text);
    case '{': return enclosed(text, "{{", "}}", is_one_line);
    case '<': return enclosed(text, "<", ">", is_description);
    case '_': return enclosed(text, "__", "__", is_upper_name);
    default: return request(text);
  }
}

}  // namespace

std::string_view find_placeholder(std::string_view text) {
  constexpr std::size_t kLongest = 256;  // as far as anybody would read it
  const char* const bytes = text.data();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!kFirst[static_cast<unsigned char>(bytes[at])]) continue;
    if (const auto found = placeholder_at(text.substr(at, kLongest)); !found.empty()) return found;
  }
  return {};
}

std::string_view variable_of(std::string_view placeholder) {
  if (!placeholder.starts_with('$')) return {};
  placeholder.remove_prefix(placeholder.starts_with("${") ? 2 : 1);
  return placeholder.substr(0, count_leading(placeholder, [](char c) { return is_alphanumeric(c) || c == '_'; }));
}

bool is_template(std::string_view text) {
  static constexpr std::string_view kActions[] = {"include ", "template ", "if ",  "else", "range ", "end",
                                                  "with ",    "toYaml ",   "tpl ", "$",    "."};
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    if (at + 1 == text.size()) return false;
    if (text[at + 1] == '%') return true;
    if (text[at + 1] != '{') continue;
    std::string_view action = text.substr(at + 2);
    if (action.starts_with('-')) action.remove_prefix(1);
    action.remove_prefix(std::min(action.find_first_not_of(' '), action.size()));
    if (std::ranges::any_of(kActions, [&](auto word) { return action.starts_with(word); })) return true;
  }
  return false;
}

}  // namespace feastctl
