#include "parse/timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace feastctl::parse {

namespace {

/// Reads a time from left to right; `ok` turns false at the first thing that does not fit.
struct Cursor {
  std::string_view rest;
  bool ok = true;

  bool take(char c) {
    if (!rest.starts_with(c)) return false;
    rest.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok = take(c) && ok; }

  /// A number of `least` to `most` digits within [low, high].
  int number(std::size_t least, std::size_t most, int low, int high) {
    std::size_t count = 0;
    int value = 0;
    while (count < most && count < rest.size() && is_digit(rest[count])) value = value * 10 + (rest[count++] - '0');
    ok = ok && count >= least && value >= low && value <= high;
    rest.remove_prefix(count);
    return value;
  }
};

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

/// `.123` or `,123` after the seconds, as `.123` without zeros at the end; empty without any.
std::string fraction(Cursor& at) {
  const bool begins = at.rest.size() > 1 && (at.rest[0] == '.' || at.rest[0] == ',') && is_digit(at.rest[1]);
  if (!begins) return {};
  std::size_t count = 1;
  while (count < at.rest.size() && is_digit(at.rest[count])) ++count;
  std::string digits(at.rest.substr(1, std::min<std::size_t>(count - 1, 9)));
  at.rest.remove_prefix(count);
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return digits.empty() ? digits : "." + digits;
}

/// `Z` or ±hh:mm.
std::string zone(Cursor& at) {
  if (at.take('Z')) return "Z";
  const bool east = at.take('+');
  if (!east) at.expect('-');
  const int hours = at.number(2, 2, 0, 24);
  at.expect(':');
  const int minutes = at.number(2, 2, 0, 60);
  if (hours == 0 && minutes == 0) return "Z";
  return fmt::format("{}{:02}:{:02}", east ? '+' : '-', hours + minutes / 60, minutes % 60);
}

}  // namespace

std::optional<std::string> timestamp(std::string_view text) {
  Cursor at{text};
  const int year = at.number(4, 4, 0, 9999);
  at.expect('-');
  const int month = at.number(1, 2, 1, 12);
  at.expect('-');
  const int day = at.ok ? at.number(1, 2, 1, days_in(year, month)) : 0;
  if (!at.ok) return std::nullopt;
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (at.rest.empty()) return date + "T00:00:00Z";
  const bool zoned = at.take('T') || at.take('t');
  if (!zoned) at.expect(' ');
  while (!zoned && at.take(' ')) continue;  // Go: a space of the form stands for any number
  const int hour = at.number(1, 2, 0, 23);
  at.expect(':');
  const int minute = at.number(1, 2, 0, 59);
  at.expect(':');
  const int second = at.number(1, 2, 0, 59);
  const std::string part = fraction(at);
  const std::string where = zoned ? zone(at) : "Z";
  if (!at.ok || !at.rest.empty()) return std::nullopt;
  return date + fmt::format("T{:02}:{:02}:{:02}", hour, minute, second) + part + where;
}

}  // namespace feastctl::parse
