#include "base/go_text.hpp"

#include <doctest/doctest.h>

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
  for (const std::string_view good : {"0", "-0", "1h30m", ".5s", "1.s", "1us", "1\xC2\xB5s", "1\xCE\xBCs",
                                      "2562047h47m16.854775807s", "-9223372036854775808ns"}) {
    CAPTURE(good);
    CHECK(is_go_duration(good));
  }
  for (const std::string_view bad : {"", "5", "5x", "1d", ".s", "-", "1h 30m", "s", "9223372036854775808ns",
                                     "2562047h47m16.854775808s", "18446744073709551616h"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_go_duration(bad));
  }
}

TEST_CASE("times as time.Parse reads RFC 3339") {
  for (const std::string_view good :
       {"2026-01-31T12:00:00Z", "2024-02-29T23:59:59.5+02:00", "2000-02-29T00:00:00-00:30"}) {
    CAPTURE(good);
    CHECK(is_rfc3339(good));
  }
  for (const std::string_view bad :
       {"", "2026-01-31", "2026-01-31 12:00:00Z", "2026-01-31T12:00:00", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00+2:00",
        "yesterday"}) {
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
