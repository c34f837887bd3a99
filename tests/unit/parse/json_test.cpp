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
      {R"({"a": "\b\f\n\r\"\\", "b": false, "c": "A\u0041"})", "{a: \"\b\f\n\r\"\\\", b: false, c: \"AA\"}"},
      {R"({"a": "\ue000\udc00\ud83dx\ud83d\u0041"})",
       "{a: \"\xEE\x80\x80\xEF\xBF\xBD\xEF\xBF\xBDx\xEF\xBF\xBD"
       "A\"}"},
      {R"({"a": [1E+2, 1e-400, 0.5, -1.5E-1]})", "{a: [1E+2f, 1e-400f, 0.5f, -1.5E-1f]}"},
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
      {"{", 1},
      {"{\"a\" 1}", 5},
      {"{\"a\": 01}", 7},
      {"[1,]", 3},
      {"{\"a\": \"x\ny\"}", 8},
      {"\"\\x\"", 2},
      {"nul", 0},
      {"-", 1},
      {"1.", 2},
      {"{'a': 1}", 1},
      {"{\"a\": fals", 6},
      {"\"\\u12", 2},
      {"\"\\u00g0\"", 2},
      {"\"open", 5},
      {"{\"a\": 1 2", 8},
      {"[1 2]", 3},
      {"1e", 2},
      {"1e+", 3},
      {"", 0},
      {"{\"a", 3},
      {"{\"a\": \"\0\"}", 7},
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

TEST_CASE("json: what is too large or too deep") {
  CHECK(ReadText(R"({"a": 1e400})").codes() == "FS106");
  CHECK(ReadText(R"({"a": -1E400})").codes() == "FS106");
  std::string deep = "{\"a\": ";
  for (int i = 0; i < 20'000; ++i) deep += '[';
  const ReadText read(deep);
  CHECK_FALSE(read.ok);
  CHECK(read.codes() != "");
}

TEST_CASE("json: very many equal keys are told for a while") {
  std::string text = "{\"a\": 0";
  for (int i = 0; i < 1000; ++i) text += ", \"a\": 0";
  const ReadText read(text + "}");
  CHECK(read.found.all().size() == 100);
}
