#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.hpp"
#include "parse/scalar.hpp"

namespace feastctl::parse {

namespace {

/// The base that a prefix stands for, with the prefix taken off the text.
int take_base(std::string_view& digits) {
  if (digits.size() < 2 || digits[0] != '0') return 10;
  int base = 8;
  std::size_t skip = 1;
  switch (digits[1]) {
    case 'x':
    case 'X': base = 16; break;
    case 'b':
    case 'B': base = 2; break;
    case 'o':
    case 'O': break;
    default: skip = 0; break;
  }
  digits.remove_prefix(1 + skip);
  return base;
}

/// The decimal digits of a number and the place of the point: 0.digits × 10^point.
struct Digits {
  std::string text;
  int point = 0;
};

template <typename Float>
Digits shortest_digits(Float value) {
  std::array<char, 64> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  Digits out;
  for (const char c : text.substr(0, e)) {
    if (is_digit(c)) out.text += c;
  }
  int exponent = 0;
  const char* from = text.data() + e + 1;
  if (*from == '+') ++from;
  std::from_chars(from, end, exponent);
  out.point = exponent + 1;
  while (out.text.size() > 1 && out.text.back() == '0') out.text.pop_back();
  return out;
}

std::string plain_form(const Digits& d) {
  const int size = static_cast<int>(d.text.size());
  if (d.point <= 0) return "0." + std::string(static_cast<std::size_t>(-d.point), '0') + d.text;
  if (size <= d.point) return d.text + std::string(static_cast<std::size_t>(d.point - size), '0');
  return d.text.substr(0, static_cast<std::size_t>(d.point)) + "." + d.text.substr(static_cast<std::size_t>(d.point));
}

/// d.ddde±xx; Go writes at least `exponent_digits` digits of the exponent.
std::string exponent_form(const Digits& d, std::size_t exponent_digits) {
  std::string out = d.text.substr(0, 1);
  if (d.text.size() > 1) out += "." + d.text.substr(1);
  const int exponent = d.point - 1;
  std::string digits = std::to_string(exponent < 0 ? -exponent : exponent);
  if (digits.size() < exponent_digits) digits.insert(0, exponent_digits - digits.size(), '0');
  return out + (exponent < 0 ? "e-" : "e+") + digits;
}

template <typename Float>
std::string general_form(Float value) {
  if (std::isnan(value)) return ".nan";
  if (std::isinf(value)) return value < 0 ? "-.inf" : ".inf";
  const std::string sign = std::signbit(value) ? "-" : "";
  if (value == 0) return sign + "0";
  const Digits d = shortest_digits(std::fabs(value));
  // strconv: when the fewest digits are asked for, 'g' turns to the exponent form from 10^6 on.
  const int exponent = d.point - 1;
  const bool with_exponent = exponent < -4 || exponent >= 6;
  return sign + (with_exponent ? exponent_form(d, 2) : plain_form(d));
}

/// Whether the text is [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool is_decimal(std::string_view text) {
  std::size_t i = 0;
  const auto skip_digits = [&] {
    const std::size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - from;
  };
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  const std::size_t whole = skip_digits();
  std::size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    ++i;
    fraction = skip_digits();
  }
  if (whole + fraction == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (skip_digits() == 0) return false;
  }
  return i == text.size();
}

/// Whether a decimal that does not fit a double is too small (and so zero) rather than too large.
bool is_tiny(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  return e != std::string_view::npos && text.substr(e + 1).starts_with('-');
}

}  // namespace

std::optional<std::uint64_t> go_unsigned(std::string_view text) {
  const int base = take_base(text);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> go_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto magnitude = go_unsigned(text);
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 63;
  if (!magnitude || *magnitude > (negative ? kLimit : kLimit - 1)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - *magnitude : *magnitude);
}

std::optional<double> go_float(std::string_view text) {
  if (!is_decimal(text)) return std::nullopt;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) {
    if (!is_tiny(text)) return std::nullopt;
    value = 0;
  }
  return negative ? -value : value;
}

std::string json_number(double value) {
  const std::string sign = std::signbit(value) ? "-" : "";
  if (value == 0) return sign + "0";
  const Digits d = shortest_digits(std::fabs(value));
  const bool with_exponent = d.point - 1 < -6 || d.point - 1 >= 21;
  return sign + (with_exponent ? exponent_form(d, 1) : plain_form(d));
}

std::string yaml_number(double value) {
  return general_form(value);
}

std::string yaml_key_number(double value) {
  return general_form(static_cast<float>(value));
}

}  // namespace feastctl::parse
