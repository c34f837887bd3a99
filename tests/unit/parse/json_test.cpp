#include "parse/json.hpp"

#include <doctest/doctest.h>

#include "unit/parse/support.hpp"

using namespace feastctl;
using namespace feastctl::parse;

TEST_CASE("json: values as Kubernetes keeps them") {
  const std::pair<std::string_view, std::string_view> examples[] = {
      {R"({"a": [1, -0, 2.0, 1e3, 18446744073709551615]})", "{a: [1, 0, 2.0f, 1e3f, 18446744073709551615f]}"},
      {R"({"a": "x\ty", "b": null, "c": true})", "{a: \"x\ty\", b: null, c: true}"},
      {R"({"a": "\u00e9\ud83d\ude00\/\ud83d"})", "{a: \"\xC3\xA9\xF0\x9F\x98\x80/\xEF\xBF\xBD\"}"},
      {"{\"a\":\t\"\xFF\"}", "{a: \"\xEF\xBF\xBD\"}"},
      {R"({"y": {}, "n": []})", "{y: {}, n: []}"},
  };
  for (const auto& [text, expected] : examples) {
    const auto& given = text;  // clang 14 captures no structured binding
    CAPTURE(given);
    const ReadText read(text);
    CHECK(read.documents() == expected);
    REQUIRE(read.all.size() == 1);
    CHECK(read.all[0].json);
  }
}

TEST_CASE("json: what is none ends where it goes wrong") {
  const std::pair<std::string_view, std::size_t> examples[] = {
      {"{", 1},       {"{\"a\" 1}", 5}, {"{\"a\": 01}", 7}, {"[1,]", 3}, {"{\"a\": \"x\ny\"}", 8},
      {"\"\\x\"", 2}, {"nul", 0},       {"-", 1},           {"1.", 2},   {"{'a': 1}", 1},
  };
  for (const auto& [text, at] : examples) {
    const auto& given = text;  // clang 14 captures no structured binding
    CAPTURE(given);
    JsonProblem problem;
    CHECK_FALSE(json_end(text, problem).has_value());
    CHECK(problem.at == at);
  }
}

TEST_CASE("json: places and equal keys") {
  const ReadText read(R"({"kind": "FeatureStore", "apiVersion": "feast.dev/v1", "spec": {"a": [1, "x"], "a": 2}})");
  const Node* spec = read.all.at(0).root->find("spec");
  CHECK(read.at(spec->span) == R"({"a": [1, "x"], "a": 2})");
  CHECK(read.at(spec->member[0].key_span) == "\"a\"");
  CHECK(read.first() == "FS102 1:80");
}
