#include "schema/pattern.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace feastctl::schema;
using namespace std::string_view_literals;

TEST_CASE("quantities by pattern") {
  for (const auto text : {"0", "1", "+1", "-1", "1.", ".5", "1.5Gi", "500m", "1e3", "1E3", "1E", "1e+3", "1e-.5",
                          "2.50Mi", "3n", "4u", "5k", "6Ei", "1e3.5"}) {
    INFO(text);
    CHECK(matches(Pattern::kQuantity, text));
  }
  for (const auto text : {""sv, " 1"sv, "1 "sv, "1Gb"sv, "1 Gi"sv, "."sv, "+"sv, "1e"sv, "1K"sv, "1ki"sv, "1mi"sv,
                          "1e+"sv, "1Gi1"sv, "--1"sv, "x"sv, "1e1e1"sv, "1\n"sv, "1\0"sv}) {
    INFO(text);
    CHECK_FALSE(matches(Pattern::kQuantity, text));
  }
}

TEST_CASE("project names and https addresses by pattern") {
  CHECK(matches(Pattern::kProjectName, "my_project-2"));
  CHECK(matches(Pattern::kProjectName, "0"));
  for (const auto text : {"", "_x", "-x", "a.b", "a b", "é", "a\n"}) CHECK_FALSE(matches(Pattern::kProjectName, text));
  CHECK(matches(Pattern::kHttpsUrl, "https://é"));
  for (const auto text : {"", "https://", "http://x", "https://a b", "https://x\n", "HTTPS://x"}) {
    CHECK_FALSE(matches(Pattern::kHttpsUrl, text));
  }
}
