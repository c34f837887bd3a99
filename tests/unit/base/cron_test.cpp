#include "base/cron.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace feastctl;

TEST_CASE("what Kubernetes takes as a schedule") {
  for (const std::string_view good :
       {"* * * * *", "*/15 0-6,22,23 1 JAN-mar,12 Mon", "0 0 ? * ?", "5/10 * * * *", "\t0  3\xC2\xA0* * *", ", * * * *",
        "+5 * * * *", "*-nonsense * * * *", "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight",
        "@hourly", "@every 1h30m", "@every -5s", "@every 0", "@every 1.5h"}) {
    CAPTURE(good);
    CHECK_FALSE(cron_problem(good).has_value());
  }
}

TEST_CASE("what is wrong with a schedule, and where") {
  struct Case {
    std::string_view schedule, at, word;  // `at` is the part at fault, `word` is in the message
  };
  for (const Case& c : {Case{"every day", "every day", "has 2 fields, not five"},
                        {"0 0 1 1 * 2026", "0 0 1 1 * 2026", "has 6"},
                        {"", "", "has 0"},
                        {" @daily", " @daily", "has 1 field,"},
                        {"61 * * * *", "61", "minute 61 is too large"},
                        {"* 1,24 * * *", "24", "hour 24"},
                        {"* * 0 * *", "0", "day of month 0 is too small"},
                        {"0 0 * * 7", "7", "day of week 7"},
                        {"*/0 * * * *", "*/0", "step of the minute is 0"},
                        {"5-1 * * * *", "5-1", "5 to 1 ends before it begins"},
                        {"x-5 * * * *", "x", "is not a valid minute"},
                        {"5-x * * * *", "x", "is not a valid minute"},
                        {"1-70/2 * * * *", "1-70/2", "minute 70 is too large"},
                        {"0 0 * * 8", "8", "day of week 8"},
                        {"1-2-3 * * * *", "1-2-3", "more than one hyphen"},
                        {"*/2/3 * * * *", "*/2/3", "more than one slash"},
                        {"* * * foo *", "foo", "is not a valid month"},
                        {"* * L * *", "L", "is not a valid day of month"},
                        {"-5 * * * *", "", "lacks a number"},
                        {"*/-5 * * * *", "-5", "is negative"},
                        {"* * * * 99999999999999999999", "99999999999999999999", "is not a valid day of week"},
                        {"@fortnightly", "@fortnightly", "is not a valid schedule"},
                        {"@every 5x", "5x", "is not a valid duration"},
                        {"@every", "@every", "is not a valid schedule"},
                        {"@every  5m", " 5m", "is not a valid duration"}}) {
    CAPTURE(c.schedule);
    const auto problem = cron_problem(c.schedule);
    REQUIRE(problem.has_value());
    CHECK(c.schedule.substr(problem->begin, problem->end - problem->begin) == c.at);
    CHECK(problem->message.find(c.word) != std::string::npos);
  }
}

TEST_CASE("what may have been meant by a schedule is told") {
  CHECK(cron_problem("@dayly")->hint == "did you mean @daily?");
  CHECK(cron_problem("@fortnightly")->hint == "");
  CHECK(cron_problem("0 0 * * 7")->hint == "Sunday is 0 (or SUN), not 7");
  CHECK(cron_problem("0 0 * * 8")->hint == "");
}
