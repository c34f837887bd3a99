#include "base/quantity.hpp"

#include <doctest/doctest.h>

using namespace feastctl;

namespace {

/// What apimachinery 0.35's ParseQuantity gave for each text (String, Value, MilliValue).
struct Reading {
  const char* text;
  const char* canonical;
  std::int64_t value;
  std::int64_t milli;
};
constexpr Reading kReadings[] = {
    {"500m", "500m", 1, 500},
    {"0.5", "500m", 1, 500},
    {".5", "500m", 1, 500},
    {"5.", "5.", 5, 5000},
    {"+5", "+5", 5, 5000},
    {"-1.5", "-1500m", -2, -1500},
    {"1000", "1k", 1000, 1000000},
    {"1.500k", "1.500k", 1500, 1500000},
    {"1024Mi", "1Gi", 1073741824, 1073741824000},
    {"1.5Gi", "1536Mi", 1610612736, 1610612736000},
    {"0.0001Ki", "102400u", 1, 103},
    {"512Ki", "512Ki", 524288, 524288000},
    {"1Ei", "1Ei", 1152921504606846976, -9223372036854775807 - 1},
    {"100Ei", "9223372036854775807", 9223372036854775807, -1000},
    {"1E", "1E", 1000000000000000000, 0},
    {"12e6", "12e6", 12000000, 12000000000},
    {"1e-3", "1e-3", 1, 1},
    {"1e40", "10e39", 0, 0},
    {"0.1n", "1n", 1, 1},
    {"1000E", "1", 0, 0},
    {"1.9999999999n", "2n", 1, 1},
    {"0.9999999999", "1", 1, 1000},
    {"9.9999999999", "10", 10, 10000},
    {"1.2999999999", "1300m", 2, 1300},
    {"-0.9999999999", "-1", -1, -1000},
    {"-1e30", "-1e30", 0, 0},
    {"-100Ei", "-9223372036854775807", -9223372036854775807, 1000},
    {"-9223372036854775809", "-9223372036854775809", -1, -1000},
    {"-123456789012345678901m", "-123456789012345678901m", 1055827309, 1055827308502},
    {"-12345678901234567890123n", "-12345678901234567890123n", -4807115921, -4807115922876},
    {"1E+3", "1E+3", 1000, 1000000},
    {"-1e-10", "-1e-9", 1, 1},
    {"99999999999999999999.9999999999", "100E", 7766279631452241920, 200376420520689664},
    {"123456789012345678901n", "123456789012345678901n", 123456789013, 123456789012346},
    {"-", "0", 0, 0},
    {"0", "0", 0, 0},
};

}  // namespace

TEST_CASE("thousandths are rounded away from zero, whatever the size") {
  const auto rounded = [](std::string_view text) { return Quantity::parse(text)->in_thousandths(); };
  CHECK(rounded("1u").compare(*Quantity::parse("1m")) == 0);
  CHECK(rounded("-1u").compare(*Quantity::parse("-1m")) == 0);
  CHECK(rounded("1e30").compare(Quantity()) == 1);
}

TEST_CASE("quantities are read, rounded and written as Kubernetes does") {
  for (const auto& [text, canonical, value, milli] : kReadings) {
    const auto& given = text;  // clang 14 captures no structured binding
    CAPTURE(given);
    const auto q = Quantity::parse(text);
    REQUIRE(q);
    CHECK(q->canonical() == canonical);
    CHECK(q->value() == value);
    CHECK(q->milli_value() == milli);
  }
}

TEST_CASE("what is no quantity") {
  for (const char* text : {"", " 1", "1 ", "1.2.3", "1gi", "1KiB", "1e", "1e+", "1Ex", "1e3.5", "1e++3", "1e+-3", "1mm",
                           "abc", "1-5", "١", "1_0", ".e-10", "1e99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(Quantity::parse(text));
  }
}

TEST_CASE("quantities compare by amount, however large their exponent") {
  struct Pair {
    const char* a;
    const char* b;
    int order;
  };
  for (const auto& [a, b, order] : {Pair{"1Gi", "1024Mi", 0},
                                    {"1G", "1Gi", -1},
                                    {"100m", "0.1", 0},
                                    {"-1", "1", -1},
                                    {"-2", "-1", -1},
                                    {"1e2000000000", "1e40", 1},
                                    {"9223372036854775808", "8Ei", 1},
                                    {"0", "-0", 0},
                                    {"12", "1199m", 1}}) {
    const auto& left = a;  // clang 14 captures no structured binding
    CAPTURE(left);
    const auto& right = b;
    CAPTURE(right);
    CHECK(Quantity::parse(a)->compare(*Quantity::parse(b)) == order);
    CHECK(Quantity::parse(b)->compare(*Quantity::parse(a)) == -order);
  }
}

TEST_CASE("whole numbers of units") {
  CHECK(Quantity::parse("2")->whole());
  CHECK(Quantity::parse("2000m")->whole());
  CHECK_FALSE(Quantity::parse("2500m")->whole());
  CHECK(Quantity::parse("999999999n")->whole());  // Kubernetes looks at thousandths, rounded up
  CHECK(Quantity::parse("-3")->sign() == -1);
}
