#include "parse/python_scalar.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.hpp"
#include "base/base64.hpp"

namespace feastctl::parse {

namespace {

using ScalarType = Scalar::Type;

bool any_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

bool only(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kDigitsAndUnderscore = "0123456789_";

/// The number of digits and underscores at the beginning.
std::size_t run(std::string_view text) {
  return std::min(text.find_first_not_of(kDigitsAndUnderscore), text.size());
}

Scalar whole(std::string_view digits, int base, bool negative) {
  std::string plain(negative ? "-" : "");
  std::ranges::copy_if(digits, std::back_inserter(plain), [](char c) { return c != '_'; });
  Scalar out;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), out.integer, base);
  if (error == std::errc()) {
    out.type = ScalarType::kInteger;
    return out;
  }
  // Python's integers have no end. The digits stay, so that it is still seen to be one.
  out.type = ScalarType::kFloat;
  out.number = negative ? -std::numeric_limits<double>::max() : std::numeric_limits<double>::max();
  out.bytes = base == 10 ? plain : "9999999999999999999999";
  return out;
}

/// `1:30:00`: to YAML 1.1 a number in base 60. Nothing if the text is not one.
std::optional<double> sexagesimal(std::string_view text) {
  std::size_t at = run(text);
  if (at == 0 || at == text.size() || text[at] != ':') return std::nullopt;
  double value = 0;
  for (const char c : text.substr(0, at)) value = c == '_' ? value : value * 10 + (c - '0');
  while (at < text.size() && text[at] == ':') {
    const std::size_t size = std::min(text.find_first_not_of(kDigits, at + 1), text.size()) - at - 1;
    if (size == 0 || size > 2 || (size == 2 && text[at + 1] > '5')) return std::nullopt;
    double part = 0;
    for (const char c : text.substr(at + 1, size)) part = part * 10 + (c - '0');
    value = value * 60 + part;
    at += size + 1;
  }
  return at == text.size() ? std::optional(value) : std::nullopt;
}

std::optional<Scalar> integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  const auto behind = [&](std::size_t n) { return text.substr(n); };
  if (text.starts_with("0b") && text.size() > 2 && only(behind(2), "01_")) return whole(behind(2), 2, negative);
  if (text.starts_with("0x") && text.size() > 2 && only(behind(2), "0123456789abcdefABCDEF_")) {
    return whole(behind(2), 16, negative);
  }
  if (text == "0") return whole(text, 10, negative);
  if (text.front() == '0') return only(text, "01234567_") ? std::optional(whole(text, 8, negative)) : std::nullopt;
  if (!is_digit(text.front())) return std::nullopt;
  if (only(text, kDigitsAndUnderscore)) return whole(text, 10, negative);
  if (const auto value = sexagesimal(text); value && *value < 9e18) {
    Scalar out;
    out.type = ScalarType::kInteger;
    out.integer = static_cast<std::int64_t>(negative ? -*value : *value);
    return out;
  }
  return std::nullopt;
}

/// A number with a point; YAML 1.1 in Python wants the point, and a sign in the exponent.
std::optional<double> with_point(std::string_view text) {
  const bool sign = text.starts_with('-') || text.starts_with('+');
  std::string_view rest = text.substr(sign ? 1 : 0);
  const std::size_t before = run(rest);
  if (before == rest.size() || rest[before] != '.') return std::nullopt;
  if (before != 0 && !is_digit(rest.front())) return std::nullopt;
  rest.remove_prefix(before + 1);
  const std::size_t after = run(rest);
  if (before == 0 && (after == 0 || !is_digit(rest.front()) || sign)) return std::nullopt;
  rest.remove_prefix(after);
  if (!rest.empty()) {
    if (rest.size() < 3 || (rest[0] != 'e' && rest[0] != 'E') || (rest[1] != '-' && rest[1] != '+'))
      return std::nullopt;
    if (!only(rest.substr(2), kDigits)) return std::nullopt;
  }
  std::string plain;
  std::ranges::copy_if(text, std::back_inserter(plain), [](char c) { return c != '_' && c != '+'; });
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error == std::errc::result_out_of_range) return std::numeric_limits<double>::infinity();
  return value;
}

bool digits_at(std::string_view text, std::size_t at, std::size_t least, std::size_t most, std::size_t& size) {
  const std::size_t end = std::min(text.find_first_not_of(kDigits, std::min(at, text.size())), text.size());
  size = end - std::min(at, end);
  return size >= least && size <= most;
}

/// A date, or a date with a time, as PyYAML's resolver knows them.
bool is_timestamp(std::string_view text) {
  std::size_t size = 0;
  std::size_t at = 4;
  if (!digits_at(text, 0, 4, 4, size) || text.size() < 8 || text[4] != '-') return false;
  if (!digits_at(text, ++at, 1, 2, size)) return false;
  const bool two_months = size == 2;
  at += size;
  if (at >= text.size() || text[at] != '-' || !digits_at(text, ++at, 1, 2, size)) return false;
  at += size;
  if (at == text.size()) return two_months && size == 2;
  if (text[at] != 'T' && text[at] != 't' && text[at] != ' ' && text[at] != '\t') return false;
  at = text[at] == 'T' || text[at] == 't' ? at + 1 : std::min(text.find_first_not_of(" \t", at), text.size());
  if (!digits_at(text, at, 1, 2, size)) return false;
  for (int part = 0; part < 2; ++part) {
    at += size;
    if (at >= text.size() || text[at] != ':' || !digits_at(text, ++at, 2, 2, size)) return false;
  }
  at += size;
  if (at < text.size() && text[at] == '.') at = std::min(text.find_first_not_of(kDigits, at + 1), text.size());
  at = std::min(text.find_first_not_of(" \t", at), text.size());
  if (at == text.size() || text.substr(at) == "Z") return true;
  if ((text[at] != '+' && text[at] != '-') || !digits_at(text, ++at, 1, 2, size)) return false;
  at += size;
  if (at == text.size()) return true;
  return text[at] == ':' && digits_at(text, at + 1, 2, 2, size) && at + 3 == text.size();
}

Scalar untagged(std::string_view text) {
  Scalar out;
  if (any_of(text, {"", "~", "null", "Null", "NULL"})) {
    out.type = ScalarType::kNull;
  } else if (any_of(text, {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})) {
    out.type = ScalarType::kBool;
    out.boolean = true;
  } else if (any_of(text, {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})) {
    out.type = ScalarType::kBool;
  } else if (any_of(text, {".nan", ".NaN", ".NAN"})) {
    out.type = ScalarType::kFloat;
    out.number = std::numeric_limits<double>::quiet_NaN();
  } else if (any_of(text, {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"})) {
    out.type = ScalarType::kFloat;
    out.number =
        text.starts_with('-') ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  } else if (auto number = integer(text)) {
    return std::move(*number);
  } else if (const auto value = with_point(text)) {
    out.type = ScalarType::kFloat;
    out.number = *value;
  } else if (is_timestamp(text)) {
    out.type = ScalarType::kTimestamp;
    out.bytes = text;
  }
  return out;
}

}  // namespace

Scalar python_scalar(const ScalarText& text) {
  if (text.tag.empty()) return text.plain_implicit ? untagged(text.value) : Scalar();
  const std::string_view tag = short_tag(text.tag);
  if (text.tag == "!" || tag == "str") return {};
  Scalar out = untagged(text.value);
  if (tag == "binary") {
    out = {};
    out.type = ScalarType::kBinary;
    auto bytes = base64_decode(text.value);
    if (!bytes) {
      out.problem = Scalar::Problem::kBase64;
    } else {
      out.bytes = std::move(*bytes);
    }
    return out;
  }
  const bool agrees = (tag == "null" && text.value.empty()) || (tag == "bool" && out.type == ScalarType::kBool) ||
                      (tag == "int" && out.type == ScalarType::kInteger) ||
                      (tag == "float" && (out.type == ScalarType::kFloat || out.type == ScalarType::kInteger)) ||
                      (tag == "timestamp" && out.type == ScalarType::kTimestamp) ||
                      (tag == "null" && out.type == ScalarType::kNull);
  // safe_load knows no other tags.
  if (!agrees) out.problem = Scalar::Problem::kTag;
  return out;
}

}  // namespace feastctl::parse
