#include "parse/scalar.hpp"

#include <doctest/doctest.h>

#include <string>

#include "parse/timestamp.hpp"
#include "unit/parse/support.hpp"

using namespace feastctl;
using namespace feastctl::parse;

namespace {

/// The value of `a` in `a: <spelling>` to kubectl, and in a Secret to the operator.
std::string to_kubectl(std::string_view spelling) {
  const ReadText read("a: " + std::string(spelling) + "\n");
  return read.all.empty() ? read.codes() : dump(*read.all[0].root->find("a"));
}

std::string to_operator(std::string_view spelling) {
  Arena arena;
  const std::string text = "a: " + std::string(spelling) + "\n";
  const auto read = read_embedded(text, TreeBuilder(arena), Embedded::kValue);
  return read.ok() ? dump(*read.root->find("a")) : "error";
}

struct Row {
  std::string_view spelling, kubectl, in_secret;
};

void check_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.spelling);
    CHECK(to_kubectl(row.spelling) == row.kubectl);
    CHECK(to_operator(row.spelling) == row.in_secret);
  }
}

}  // namespace

TEST_CASE("scalar: words") {
  check_rows({
      {"true", "true", "true"},
      {"TRUE", "true", "true"},
      {"tRUE", "\"tRUE\"", "\"tRUE\""},
      {"yes", "true", "\"yes\""},
      {"No", "false", "\"No\""},
      {"on", "true", "\"on\""},
      {"OFF", "false", "\"OFF\""},
      {"y", "true", "\"y\""},
      {"N", "false", "\"N\""},
      {"", "null", "null"},
      {"~", "null", "null"},
      {"Null", "null", "null"},
      {"nULL", "\"nULL\"", "\"nULL\""},
      {"'yes'", "\"yes\"", "\"yes\""},
      {"\"~\"", "\"~\"", "\"~\""},
      {"<<", "\"<<\"", "\"<<\""},
      {"=", "\"=\"", "\"=\""},
  });
}

TEST_CASE("scalar: whole numbers, as Go's strconv reads them") {
  check_rows({
      {"0", "0", "0"},
      {"-0", "0", "0"},
      {"0B11", "3", "3"},
      {"-017", "-15", "-15"},
      {"+7", "7", "7"},
      {"0644", "420", "420"},
      {"0o644", "420", "420"},
      {"0O17", "15", "15"},
      {"0x1F", "31", "31"},
      {"-0XfF", "-255", "-255"},
      {"0b101", "5", "5"},
      {"0b-101", "-5", "-5"},
      {"0o-17", "\"0o-17\"", "-15"},
      {"1_000", "1000", "1000"},
      {"08", "8", "8f"},
      {"0x", "\"0x\"", "\"0x\""},
      {"12e", "\"12e\"", "\"12e\""},
      {"9223372036854775807", "9223372036854775807", "9223372036854775807"},
      {"18446744073709551615", "18446744073709551615f", "18446744073709551615f"},
      {"-9223372036854775809", "-9223372036854776000f", "-9.223372036854776e+18f"},
      {"1:30", "\"1:30\"", "\"1:30\""},
      {"1.2.3", "\"1.2.3\"", "\"1.2.3\""},
  });
}

TEST_CASE("scalar: other numbers; whole ones become integers on their way through JSON") {
  check_rows({
      {"1.0", "1", "1f"},
      {"-0.0", "0", "-0f"},
      {"+1.5", "1.5f", "1.5f"},
      {"1E5", "100000", "100000f"},
      {"1.5E+3", "1500", "1500f"},
      {"685_230.10", "685230.1f", "685230.1f"},
      {"1e3", "1000", "1000f"},
      {"1e6", "1000000", "1e+06f"},
      {"0.5", "0.5f", "0.5f"},
      {".5", "0.5f", "0.5f"},
      {"._5", "\"._5\"", "\"._5\""},
      {".5_0", "0.5f", "0.5f"},
      {"-1.5e-7", "-1.5e-7f", "-1.5e-07f"},
      {"1e21", "1e+21f", "1e+21f"},
      {"5.", "5", "5f"},
      {"1e400", "\"1e400\"", "\"1e400\""},
      {"1e-400", "0", "0f"},
      {".", "\".\"", "\".\""},
      {".inf", "FS106", ".inff"},
      {"-.Inf", "FS106", "-.inff"},
      {".NaN", "FS106", ".nanf"},
  });
}

TEST_CASE("scalar: tags") {
  check_rows({
      {"!!str 5", "\"5\"", "\"5\""},
      {"!!int \"5\"", "5", "5"},
      {"!!int x", "FS106", "error"},
      {"!!int 1.5", "FS106", "error"},
      {"!!float 1", "1", "1f"},
      {"!!float 18446744073709551615", "FS106", "error"},
      {"!!bool yes", "true", "error"},
      {"!!null ''", "null", "null"},
      {"!!null x", "FS106", "error"},
      {"!!binary aGVs\\n", "FS106", "error"},
      {"!!binary aGVsbG8=", "\"hello\"", "\"hello\""},
      {"!!binary gA==", "\"\xEF\xBF\xBD\"", "\"\x80\""},
      {"!!timestamp 2001-01-02", "\"2001-01-02\"", "\"2001-01-02T00:00:00Z\""},
      {"!!timestamp x", "FS106", "error"},
      {"! 5", "\"5\"", "5"},
      {"!mine 5", "\"5\"", "\"5\""},
      {"!!map x", "\"x\"", "\"x\""},
      {"!<tag:yaml.org,2002:int> 5", "5", "5"},
  });
}

TEST_CASE("scalar: timestamps are texts to kubectl and times to the operator") {
  CHECK(to_kubectl("2001-01-02") == "\"2001-01-02\"");
  CHECK(to_operator("2001-1-2") == "\"2001-01-02T00:00:00Z\"");
  const std::pair<std::string_view, std::string_view> times[] = {
      {"2001-12-14T21:59:43.10-05:00", "2001-12-14T21:59:43.1-05:00"},
      {"2001-12-14t1:2:3Z", "2001-12-14T01:02:03Z"},
      {"2001-12-14 21:59:43", "2001-12-14T21:59:43Z"},
      {"2001-12-14  21:59:43,5", "2001-12-14T21:59:43.5Z"},
      {"2000-02-29", "2000-02-29T00:00:00Z"},
      {"2004-02-29T00:00:00+00:00", "2004-02-29T00:00:00Z"},
      {"2001-12-14T21:59:43+05:30", "2001-12-14T21:59:43+05:30"},
      {"2001-12-14T21:59:43.000Z", "2001-12-14T21:59:43Z"},
      {"2001-12-14T21:59:43.1234567891Z", "2001-12-14T21:59:43.123456789Z"},
  };
  for (const auto& [text, expected] : times) {
    const auto& given = text;  // clang 14 captures no structured binding
    CAPTURE(given);
    CHECK(timestamp(text) == expected);
  }
  for (const auto* wrong :
       {"2001-02-29", "2100-02-29", "2001-13-01", "2001-00-01", "2001-12-14T21:59:43.Z", "2001-12-14 21:59:43.1 Z",
        "2001-12-14T21:59:60Z", "2001-12-14T21:59:43+25:00", "2001-1-2T3:4", "2001-1-2 24:00:00", "201-1-1",
        "2001-01-01T00:00:00", "2001-01-01 x", "2001-01-001"}) {
    CAPTURE(wrong);
    CHECK_FALSE(timestamp(wrong).has_value());
  }
}

TEST_CASE("scalar: numbers as JSON and as YAML write them") {
  struct Number {
    double value;
    std::string_view json, yaml;
  };
  const Number numbers[] = {
      {0, "0", "0"},
      {-0.0, "-0", "-0"},
      {1.5, "1.5", "1.5"},
      {123456, "123456", "123456"},
      {1e20, "100000000000000000000", "1e+20"},
      {1e21, "1e+21", "1e+21"},
      {1e-6, "0.000001", "1e-06"},
      {1e-7, "1e-7", "1e-07"},
      {1234567.5, "1234567.5", "1.2345675e+06"},
      {0.0001, "0.0001", "0.0001"},
  };
  for (const Number& n : numbers) {
    CAPTURE(n.value);
    CHECK(json_number(n.value) == n.json);
    CHECK(yaml_number(n.value) == n.yaml);
  }
}
