#include "emit/json.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "base/json_string.hpp"

using namespace feastctl;

namespace {

std::string json_of(const Node& node) {
  std::string out;
  emit::write_json(node, out);
  return out;
}

}  // namespace

TEST_CASE("strings are escaped so that neither a reader nor a terminal is harmed") {
  const struct {
    std::string_view text, written;
  } cases[] = {
      {"plain \u00e9 \u65e5 \U0001F600", "\"plain \u00e9 \u65e5 \U0001F600\""},
      {"q\"b\\s/", R"("q\"b\\s/")"},
      {"a\n\r\tb", R"("a\n\r\tb")"},
      {{"\0\x01\x1b[0m\x7f", 7}, R"("\u0000\u0001\u001B[0m\u007F")"},
      {"\xc2\x9b"
       "31m",
       R"("\u009B31m")"},
      {"\u2028\u2029\u202e\ufeff", R"("\u2028\u2029\u202E\uFEFF")"},
      {"\U000E0041", R"("\uDB40\uDC41")"},
      {"a\xff\xc3", R"("a\uFFFD\uFFFD")"},
      {"\xf4\x90\x80\x80", R"("\uFFFD\uFFFD\uFFFD\uFFFD")"},
      {"", R"("")"},
  };
  for (const auto& c : cases) {
    std::string out;
    append_json_string(c.text, out);
    CHECK(out == c.written);
  }
}

TEST_CASE("compact and indented") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* node = tree.map({{"a", tree.list({1, true, tree.null()})}, {"b", tree.map()}, {"c", tree.list()}});
  CHECK(json_of(*node) == R"({"a":[1,true,null],"b":{},"c":[]})");
  std::string out;
  emit::write_json_indented(*node, out);
  CHECK(out == "{\n  \"a\": [\n    1,\n    true,\n    null\n  ],\n  \"b\": {},\n  \"c\": []\n}");
}

TEST_CASE("numbers are JSON's or none") {
  Arena arena;
  const TreeBuilder tree(arena);
  CHECK(json_of(*tree.number(1000, "1e3")) == "1e3");
  CHECK(json_of(*tree.number(0.5, ".5")) == "0.5");
  CHECK(json_of(*tree.number(std::numeric_limits<double>::infinity(), ".inf")) == "null");
  CHECK(json_of(*tree.integer(-42)) == "-42");
  for (const auto* of_yaml : {"0x1F", "+31", "1.", "1e", "-"}) {
    Node* number = tree.integer(31);
    number->text = of_yaml;
    CHECK(json_of(*number) == "31");
  }
  CHECK(json_of(*tree.number(1e30, "123456789012345678901234567890")) == "123456789012345678901234567890");
}

TEST_CASE("several objects are a List, as kubectl prints them") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* object = tree.map({{"kind", "X"}});
  const Node* objects[] = {object, object};
  std::string none, two;
  emit::write_json_list({}, none);
  emit::write_json_list(objects, two);
  CHECK(none ==
        "{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"List\",\n    \"metadata\": {},\n    \"items\": []\n}\n");
  CHECK(two.find("\"items\": [\n        {\n            \"kind\": \"X\"\n        },\n        {\n") != std::string::npos);
  CHECK(two.ends_with("        }\n    ]\n}\n"));
}
