#include "parse/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/base64.hpp"
#include "parse/python_scalar.hpp"
#include "parse/timestamp.hpp"

namespace feastctl::parse {

namespace {

using ScalarType = Scalar::Type;

constexpr std::string_view kYamlTag = "tag:yaml.org,2002:";

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

bool is_true(Dialect dialect, std::string_view text) {
  if (one_of(text, {"true", "True", "TRUE"})) return true;
  return dialect == Dialect::kKubernetes && one_of(text, {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON"});
}

bool is_false(Dialect dialect, std::string_view text) {
  if (one_of(text, {"false", "False", "FALSE"})) return true;
  return dialect == Dialect::kKubernetes && one_of(text, {"n", "N", "no", "No", "NO", "off", "Off", "OFF"});
}

/// Whether the text is one of the fixed words; writes its value to `out`.
bool resolve_word(Dialect dialect, std::string_view text, Scalar& out) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (text.size() > 5) return false;
  if (one_of(text, {"", "~", "null", "Null", "NULL"})) {
    out.type = ScalarType::kNull;
  } else if (is_true(dialect, text) || is_false(dialect, text)) {
    out.type = ScalarType::kBool;
    out.boolean = is_true(dialect, text);
  } else if (one_of(text, {".nan", ".NaN", ".NAN"})) {
    out.type = ScalarType::kFloat;
    out.number = std::numeric_limits<double>::quiet_NaN();
  } else if (one_of(text, {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"})) {
    out.type = ScalarType::kFloat;
    out.number = kInfinity;
  } else if (one_of(text, {"-.inf", "-.Inf", "-.INF"})) {
    out.type = ScalarType::kFloat;
    out.number = -kInfinity;
  } else {
    return false;
  }
  return true;
}

/// go-yaml also accepts a sign after the prefix: 0b-101, and in yaml.v3 0o-17.
std::optional<std::int64_t> sign_after_prefix(Dialect dialect, std::string_view text) {
  const bool binary = text.starts_with("0b");
  const bool octal = dialect == Dialect::kYamlV3 && text.starts_with("0o");
  if ((!binary && !octal) || text.size() < 4 || (text[2] != '-' && text[2] != '+')) return std::nullopt;
  return go_integer(fmt::format("{}{}{}", text[2], text.substr(0, 2), text.substr(3)));
}

/// Resolves a text that begins with a digit or a sign: a number, or false when it is text after all.
bool resolve_number(Dialect dialect, std::string_view text, Scalar& out) {
  std::string without;
  if (text.find('_') != std::string_view::npos) {
    without = text;
    std::erase(without, '_');
    text = without;
  }
  if (const auto integer = go_integer(text)) {
    out.type = ScalarType::kInteger;
    out.integer = *integer;
  } else if (const auto large = go_unsigned(text)) {
    out.type = ScalarType::kUnsigned;
    out.large = *large;
  } else if (const auto number = go_float(text)) {
    out.type = ScalarType::kFloat;
    out.number = *number;
  } else if (const auto odd = sign_after_prefix(dialect, text)) {
    out.type = ScalarType::kInteger;
    out.integer = *odd;
  } else {
    return false;
  }
  return true;
}

/// A number that begins with a point; underscores are allowed between digits.
std::optional<double> fraction(std::string_view text) {
  if (text.find('_') == std::string_view::npos) return go_float(text);
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  std::string without;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      without += text[i];
    } else if (!digit(i - 1) || !digit(i + 1)) {
      return std::nullopt;
    }
  }
  return go_float(without);
}

Scalar resolve_untagged(Dialect dialect, std::string_view text, bool timestamps) {
  Scalar out;
  const char first = text.empty() ? '\0' : text.front();
  const bool digit_or_sign = (first >= '0' && first <= '9') || first == '-' || first == '+';
  // Most scalars are words that begin with a letter not in the table.
  constexpr std::string_view kWordStarts = "yYnNtTfFoO~.+-";
  const bool word = text.empty() || kWordStarts.find(first) != std::string_view::npos;
  if (word && resolve_word(dialect, text, out)) return out;
  if (first == '.') {
    if (const auto number = fraction(text)) {
      out.type = ScalarType::kFloat;
      out.number = *number;
    }
  } else if (digit_or_sign) {
    if (timestamps) {
      if (auto time = timestamp(text)) {
        out.type = ScalarType::kTimestamp;
        out.bytes = std::move(*time);
        return out;
      }
    }
    resolve_number(dialect, text, out);
  }
  return out;
}

/// Whether the type of a text matches its tag; an integer becomes a float with !!float.
bool agrees(std::string_view tag, Scalar& scalar) {
  if (tag == "null") return scalar.type == ScalarType::kNull;
  if (tag == "bool") return scalar.type == ScalarType::kBool;
  if (tag == "timestamp") return scalar.type == ScalarType::kTimestamp;
  if (tag == "int") return scalar.type == ScalarType::kInteger || scalar.type == ScalarType::kUnsigned;
  if (scalar.type == ScalarType::kInteger) {
    scalar.type = ScalarType::kFloat;
    scalar.number = static_cast<double>(scalar.integer);
  }
  return scalar.type == ScalarType::kFloat;
}

Scalar resolve_tagged(Dialect dialect, const ScalarText& text) {
  const std::string_view tag = text.tag.starts_with(kYamlTag) ? text.tag.substr(kYamlTag.size()) : "";
  Scalar out;
  if (tag == "binary") {
    out.type = ScalarType::kBinary;
    if (auto bytes = base64_decode(text.value)) {
      out.bytes = std::move(*bytes);
    } else {
      out.problem = Scalar::Problem::kBase64;
    }
    return out;
  }
  if (!one_of(tag, {"null", "bool", "int", "float", "timestamp"})) return out;
  out = resolve_untagged(dialect, text.value, tag == "timestamp");
  if (!agrees(tag, out)) out.problem = Scalar::Problem::kTag;
  return out;
}

}  // namespace

std::string_view short_tag(std::string_view tag) {
  return tag.starts_with(kYamlTag) ? tag.substr(kYamlTag.size()) : tag;
}

Scalar resolve(Dialect dialect, const ScalarText& text) {
  if (dialect == Dialect::kPython) return python_scalar(text);
  // The tag `!` alone: for Kubernetes' parser, always a string; for yaml.v3, no effect.
  if (text.tag == "!") {
    const bool typed = dialect == Dialect::kYamlV3 && text.plain;
    return typed ? resolve_untagged(dialect, text.value, true) : Scalar();
  }
  if (!text.tag.empty()) return resolve_tagged(dialect, text);
  if (!text.plain_implicit) return {};
  // Kubernetes' parser keeps a timestamp as text, so it need not be recognized there.
  return resolve_untagged(dialect, text.value, dialect == Dialect::kYamlV3);
}

}  // namespace feastctl::parse
