#include "base/go_text.hpp"

#include <array>

#include "base/ascii.hpp"

namespace feastctl {

namespace {

constexpr std::uint64_t kDurationLimit = std::uint64_t{1} << 63U;

struct Unit {
  std::string_view name;
  std::uint64_t nanoseconds;
};

constexpr std::array<Unit, 8> kUnits = {{{"ns", 1},
                                         {"us", 1'000},
                                         {"\xC2\xB5s", 1'000},  // U+00B5, the micro sign
                                         {"\xCE\xBCs", 1'000},  // U+03BC, the Greek letter
                                         {"ms", 1'000'000},
                                         {"s", 1'000'000'000},
                                         {"m", 60'000'000'000},
                                         {"h", 3'600'000'000'000}}};

/// Consumes the digits at the front of `text`; returns nothing if they exceed the limit.
std::optional<std::uint64_t> take_whole(std::string_view& text) {
  std::uint64_t value = 0;
  while (!text.empty() && is_digit(text.front())) {
    if (value > kDurationLimit / 10) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(text.front() - '0');
    if (value > kDurationLimit) return std::nullopt;
    text.remove_prefix(1);
  }
  return value;
}

struct Fraction {
  std::uint64_t value = 0;
  double scale = 1;
};

/// Consumes the digits after the point; drops those that do not fit.
Fraction take_fraction(std::string_view& text) {
  Fraction fraction;
  bool full = false;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
    if (full || fraction.value > (kDurationLimit - 1) / 10) {
      full = true;
      continue;
    }
    const std::uint64_t next = fraction.value * 10 + static_cast<std::uint64_t>(text.front() - '0');
    if (next > kDurationLimit) {
      full = true;
      continue;
    }
    fraction.value = next;
    fraction.scale *= 10;
  }
  return fraction;
}

/// Consumes the letters up to the next number and returns the unit in nanoseconds, or 0 if it is not a unit.
std::uint64_t take_unit(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && text[size] != '.' && !is_digit(text[size])) ++size;
  const std::string_view name = text.substr(0, size);
  text.remove_prefix(size);
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return unit.nanoseconds;
  }
  return 0;
}

/// Consumes a number with its unit; returns nanoseconds.
std::optional<std::uint64_t> take_term(std::string_view& text) {
  const std::size_t before = text.size();
  const auto whole = take_whole(text);
  if (!whole) return std::nullopt;
  bool digits = text.size() != before;
  Fraction fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t after_point = text.size();
    fraction = take_fraction(text);
    digits = digits || text.size() != after_point;
  }
  if (!digits) return std::nullopt;
  const std::uint64_t unit = take_unit(text);
  if (unit == 0 || *whole > kDurationLimit / unit) return std::nullopt;
  std::uint64_t value = *whole * unit;
  if (fraction.value > 0) {
    value +=
        static_cast<std::uint64_t>(static_cast<double>(fraction.value) * (static_cast<double>(unit) / fraction.scale));
    if (value > kDurationLimit) return std::nullopt;
  }
  return value;
}

/// Two digits at `at`, or -1. The text must be long enough.
int two_digits(std::string_view text, std::size_t at) {
  if (!is_digit(text[at]) || !is_digit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool within(int value, int low, int high) {
  return value >= low && value <= high;
}

bool is_date(std::string_view text) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int century = two_digits(text, 0);
  const int year = two_digits(text, 2);
  const int month = two_digits(text, 5);
  if (century < 0 || year < 0 || text[4] != '-' || text[7] != '-' || !within(month, 1, 12)) return false;
  const bool leap = year == 0 ? century % 4 == 0 : year % 4 == 0;
  return within(two_digits(text, 8), 1, month == 2 && leap ? 29 : kDays[month - 1]);
}

bool is_time_of_day(std::string_view text) {
  return within(two_digits(text, 0), 0, 23) && text[2] == ':' && within(two_digits(text, 3), 0, 59) && text[5] == ':' &&
         within(two_digits(text, 6), 0, 59);
}

}  // namespace

std::optional<std::int64_t> parse_go_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  const std::uint64_t limit = negative ? kDurationLimit : kDurationLimit - 1;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (limit - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return static_cast<std::int64_t>(negative ? std::uint64_t{0} - value : value);
}

bool is_go_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return true;
  if (text.empty()) return false;
  std::uint64_t sum = 0;
  while (!text.empty()) {
    if (text.front() != '.' && !is_digit(text.front())) return false;
    const auto term = take_term(text);
    if (!term) return false;
    sum += *term;
    if (sum > kDurationLimit) return false;
  }
  return negative || sum < kDurationLimit;
}

bool is_rfc3339(std::string_view text) {
  constexpr std::size_t kUpToSeconds = 19;
  if (text.size() <= kUpToSeconds || text[10] != 'T' || !is_date(text) || !is_time_of_day(text.substr(11)))
    return false;
  text.remove_prefix(kUpToSeconds);
  if (text.size() > 1 && (text.front() == '.' || text.front() == ',') && is_digit(text[1])) {
    text.remove_prefix(1);
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  if (text == "Z") return true;
  return text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
         within(two_digits(text, 1), 0, 24) && within(two_digits(text, 4), 0, 60);
}

std::size_t space_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : static_cast<unsigned char>(0);
  };
  const unsigned first = byte(0);
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (first == 0xC2 && (byte(1) == 0x85 || byte(1) == 0xA0)) return 2;
  if (first < 0xE1 || first > 0xE3) return 0;
  const unsigned rest = (static_cast<unsigned>(byte(1)) << 8U) | byte(2);
  const bool space = first == 0xE1   ? rest == 0x9A80                                           // U+1680
                     : first == 0xE2 ? (rest >= 0x8080 && rest <= 0x808A) || rest == 0x80A8 ||  // U+2000-200A
                                           rest == 0x80A9 || rest == 0x80AF || rest == 0x819F   // 2028 2029 202F 205F
                                     : rest == 0x8080;                                          // U+3000
  return space ? 3 : 0;
}

bool equal_when_lowered(std::string_view text, std::string_view lowered) {
  constexpr std::string_view kDottedI = "\xC4\xB0";     // U+0130 lowers to i
  constexpr std::string_view kKelvin = "\xE2\x84\xAA";  // U+212A lowers to k
  for (const char want : lowered) {
    if (text.empty()) return false;
    const char c = text.front();
    if (to_lower(c) == want) {
      text.remove_prefix(1);
    } else if (want == 'i' && text.starts_with(kDottedI)) {
      text.remove_prefix(kDottedI.size());
    } else if (want == 'k' && text.starts_with(kKelvin)) {
      text.remove_prefix(kKelvin.size());
    } else {
      return false;
    }
  }
  return text.empty();
}

}  // namespace feastctl
