#include "feast/coerce.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "base/ascii.hpp"

namespace feastctl::feast {

namespace {

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\n\r\v\f";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// The text without underscores between digits, or nothing if an underscore is anywhere else.
std::optional<std::string> without_underscores(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
      continue;
    }
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    if (i == 0 || !digit(i - 1) || !digit(i + 1)) return std::nullopt;
  }
  return out;
}

std::optional<double> decimal(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || text.empty()) return std::nullopt;
  if (error == std::errc::result_out_of_range) return std::numeric_limits<double>::infinity();
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// ` 7 `, `+5`, `1_000`, `12.0`: what a text must be to be a whole number.
std::optional<double> whole_text(std::string_view text) {
  auto plain = without_underscores(trimmed(text));
  if (!plain) return std::nullopt;
  std::string_view rest = *plain;
  if (const auto point = rest.find('.'); point != std::string_view::npos) {
    if (rest.find_first_not_of('0', point + 1) != std::string_view::npos) return std::nullopt;
    rest = rest.substr(0, point);
  }
  const bool sign = rest.starts_with('-') || rest.starts_with('+');
  constexpr std::size_t kLongest = 4300;  // Python converts no longer ones
  if (!digits(rest.substr(sign ? 1 : 0)) || rest.size() > kLongest) return std::nullopt;
  return decimal(rest);
}

std::optional<double> number_text(std::string_view text) {
  const auto plain = without_underscores(trimmed(text));
  if (!plain) return std::nullopt;
  // from_chars also reads `nan(…)`, which Python does not.
  if (plain->find('(') != std::string::npos) return std::nullopt;
  return decimal(*plain);
}

}  // namespace

bool is_text(const Node& node) {
  return node.is_string() && !node.boolean;
}

bool is_integer(const Node& node) {
  if (node.kind == Kind::kInteger) return true;
  return node.kind == Kind::kFloat && digits(node.text.starts_with('-') ? node.text.substr(1) : node.text);
}

Number whole_number(const Node& node, bool strict) {
  if (node.kind == Kind::kInteger) return {.value = static_cast<double>(node.integer)};
  if (is_integer(node)) return {.value = node.number};
  if (strict) return {.refusal = Refusal::kKind};
  switch (node.kind) {
    case Kind::kBool: return {.value = node.boolean ? 1.0 : 0.0};
    case Kind::kFloat:
      if (!std::isfinite(node.number)) return {.refusal = Refusal::kInfinite};
      if (node.number != std::trunc(node.number)) return {.refusal = Refusal::kFraction};
      return {.value = node.number};
    case Kind::kString:
      if (!is_text(node)) break;
      if (const auto value = whole_text(node.text)) return {.value = *value};
      return {.refusal = Refusal::kParse};
    default: break;
  }
  return {.refusal = Refusal::kKind};
}

Number any_number(const Node& node, bool strict) {
  if (node.kind == Kind::kInteger) return {.value = static_cast<double>(node.integer)};
  if (node.kind == Kind::kFloat) return {.value = node.number};
  if (strict) return {.refusal = Refusal::kKind};
  if (node.kind == Kind::kBool) return {.value = node.boolean ? 1.0 : 0.0};
  if (!is_text(node)) return {.refusal = Refusal::kKind};
  if (const auto value = number_text(node.text)) return {.value = *value};
  return {.refusal = Refusal::kParse};
}

Refusal boolean(const Node& node, bool strict) {
  if (node.kind == Kind::kBool) return Refusal::kNone;
  if (strict) return Refusal::kKind;
  if (node.kind == Kind::kInteger || node.kind == Kind::kFloat) {
    if (node.kind == Kind::kFloat && node.number != std::trunc(node.number)) return Refusal::kKind;
    const double value = node.kind == Kind::kInteger ? static_cast<double>(node.integer) : node.number;
    return value == 0 || value == 1 ? Refusal::kNone : Refusal::kParse;
  }
  if (!is_text(node)) return Refusal::kKind;
  constexpr std::array<std::string_view, 12> kWords{"true", "false", "yes", "no", "on", "off",
                                                    "y",    "n",     "t",   "f",  "1",  "0"};
  return std::ranges::any_of(kWords, [&](auto word) { return equal_ignoring_case(node.text, word); }) ? Refusal::kNone
                                                                                                      : Refusal::kParse;
}

}  // namespace feastctl::feast
