#include "base/go_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/time_zone.hpp"

using namespace feastctl;

TEST_CASE("integers as strconv.Atoi reads them") {
  CHECK(parse_go_integer("+007") == 7);
  CHECK(parse_go_integer("-9223372036854775808") == INT64_MIN);
  for (const std::string_view bad : {"", "-", "1_0", "0x1", " 1", "9223372036854775808", "1.0"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_go_integer(bad).has_value());
  }
}

TEST_CASE("durations as time.ParseDuration reads them") {
  for (const std::string_view good :
       {"0", "-0", "1h30m", ".5s", "1.s", "1us", "1\xC2\xB5s", "1\xCE\xBCs", "2562047h47m16.854775807s",
        "-9223372036854775808ns", "+1m", "0.99999999999999999999999999s", "0.92233720368547758079s",
        "0.9223372036854775809h", "-9223372036.854775808s"}) {
    CAPTURE(good);
    CHECK(is_go_duration(good));
  }
  for (const std::string_view bad :
       {"", "5", "5x", "1d", ".s", "-", "1h 30m", "s", "9223372036854775808ns", "2562047h47m16.854775808s",
        "18446744073709551616h", "9223372036854775809ns", "2562048h", "2562047.999999999999999999999h",
        "9223372036.854775808s", "1h.", "2562047h1h", "9223372036854775807.9us"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_go_duration(bad));
  }
}

TEST_CASE("times as time.Parse reads RFC 3339") {
  for (const std::string_view good : {"2026-01-31T12:00:00Z", "2024-02-29T23:59:59.5+02:00", "2026-01-31T12:00:00,25Z",
                                      "2000-02-29T00:00:00-00:30"}) {
    CAPTURE(good);
    CHECK(is_rfc3339(good));
  }
  for (const std::string_view bad : {"",
                                     "2026-01-31",
                                     "2026-01-31 12:00:00Z",
                                     "2026-01-31T12:00:00",
                                     "2023-02-29T00:00:00Z",
                                     "1900-02-29T00:00:00Z",
                                     "2026-13-01T00:00:00Z",
                                     "2026-01-31T24:00:00Z",
                                     "2026-01-31T12:00:00.Z",
                                     "2026-01-31T12:00:00+2:00",
                                     "yesterday",
                                     "x026-01-31T12:00:00Z",
                                     "20x6-01-31T12:00:00Z",
                                     "2026/01-31T12:00:00Z",
                                     "2026-01/31T12:00:00Z",
                                     "2026-00-31T12:00:00Z",
                                     "2026-01-31T12.00:00Z",
                                     "2026-01-31T12:00.00Z",
                                     "2026-01-31T12:60:00Z",
                                     "2026-01-31T12:00:60Z",
                                     "2026-01-31T1x:00:00Z",
                                     "2026-01-31T12:00:00 02:00",
                                     "2026-01-31T12:00:00+02.00",
                                     "2026-01-31T12:00:00+25:00",
                                     "2026-01-31T12:00:00+02:61",
                                     "2026-01-31T12:00:00.5"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_rfc3339(bad));
  }
}

TEST_CASE("time zones are known by their exact names") {
  for (const std::string_view good : {"UTC", "Etc/UTC", "Europe/Paris", "US/Pacific", "Etc/GMT+12", "CET"}) {
    CAPTURE(good);
    CHECK(is_time_zone(good));
  }
  for (const std::string_view bad : {"", "Local", "europe/paris", "Europe", "Europe/", "../UTC", "Mars/Base", "utc"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_time_zone(bad));
  }
}

TEST_CASE("spaces as unicode.IsSpace knows them") {
  for (const std::string_view space :
       {" ", "\t", "\v", "\r", "\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x8A", "\xE2\x80\xA8",
        "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"}) {
    CAPTURE(space);
    CHECK(space_length("x" + std::string(space), 1) == space.size());
  }
  for (const std::string_view other : {"", "x", "\x01", "\x0E", "\xC2\xA1", "\xC2", "\xE1\x9A\x81", "\xE2\x80\x8B",
                                       "\xE2\x80", "\xE2\x7F\xBF", "\xE3\x80\x81", "\xE4\x80\x80", "\xE0\x80\x80"}) {
    CAPTURE(other);
    CHECK(space_length("x" + std::string(other), 1) == 0);
  }
}

TEST_CASE("letters that Go lowers to ASCII are equal to it") {
  CHECK(equal_when_lowered("FRI", "fri"));
  CHECK(equal_when_lowered("fr\xC4\xB0", "fri"));
  CHECK(equal_when_lowered("wee\xE2\x84\xAA", "week"));
  CHECK_FALSE(equal_when_lowered("fr", "fri"));
  CHECK_FALSE(equal_when_lowered("frid", "fri"));
  CHECK_FALSE(equal_when_lowered("fr\xE2\x84\xAA", "fri"));
}
