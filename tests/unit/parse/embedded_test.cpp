#include <doctest/doctest.h>

#include "unit/parse/support.hpp"

using namespace feastctl;
using namespace feastctl::parse;

namespace {

std::string embedded(std::string_view text, Embedded as) {
  Arena arena;
  const auto read = read_embedded(text, TreeBuilder(arena), as);
  return read.ok() ? dump(*read.root) : "error";
}

}  // namespace

TEST_CASE("embedded: a Secret's text as yaml.v3 reads it") {
  struct Example {
    std::string_view text, as_map, as_value;
  };
  const Example examples[] = {
      {"host: db\nport: 1234\nflag: yes\n", "{host: \"db\", port: 1234, flag: \"yes\"}",
       "{host: \"db\", port: 1234, flag: \"yes\"}"},
      {"", "null", "null"},
      {"# nothing\n", "null", "null"},
      {"just text", "error", "\"just text\""},
      {"[1, two]", "error", "[1, \"two\"]"},
      {"a: 1\na: 2\n", "error", "error"},
      {"1: a\n'1': b\n", "error", "error"},  // keys are compared as they are spelt
      {"b: &x {k: 1}\nc: {<<: *x, <<: *x}\n", "error", "error"},
      {"b: &x {k: 1}\nc: {<<: [*x, {l: 2}], k: 3}\n", "{b: {k: 1}, c: {k: 3, l: 2}}", "{b: {k: 1}, c: {k: 3, l: 2}}"},
      {"true: a\n'yes': b\n", "{true: \"a\", yes: \"b\"}", "{true: \"a\", yes: \"b\"}"},
      {"true", "error", "true"},
      {"1.5", "error", "1.5f"},
      {"18446744073709551615: a\n1.50: b\n", "{18446744073709551615: \"a\", 1.50: \"b\"}",
       "{18446744073709551615: \"a\", 1.5: \"b\"}"},
      {"!!binary /w==: a\n", "{\xFF: \"a\"}", "{\xFF: \"a\"}"},
      {"[]: a\n", "error", "error"},
      {"0x10: a\n16: b\n", "{0x10: \"a\", 16: \"b\"}", "{16: \"b\"}"},
      {"a: [\n", "error", "error"},
      {"a: |\n  x", "{a: \"x\"}", "{a: \"x\"}"},  // no line end is added here
      {"b: &x {k: 1}\nc: {k: 2, <<: *x}\n", "{b: {k: 1}, c: {k: 2}}", "{b: {k: 1}, c: {k: 2}}"},
      {"a: ${TOKEN}\n", "{a: \"${TOKEN}\"}", "{a: \"${TOKEN}\"}"},
      {"a: {{ x }}\n", "error", "error"},
      {"a: 1\n---\n@\n", "error", "error"},  // yaml.v3 looks a little way behind the document
      {"a: 1\n---\nb: c\n@\n", "{a: 1}", "{a: 1}"},
  };
  for (const Example& e : examples) {
    CAPTURE(e.text);
    CHECK(embedded(e.text, Embedded::kMap) == e.as_map);
    CHECK(embedded(e.text, Embedded::kValue) == e.as_value);
  }
}

TEST_CASE("embedded: the batch engine's text as sigs.k8s.io/yaml reads it") {
  CHECK(embedded("type: spark\nflag: yes\ntype: local\n", Embedded::kKubernetesMap) == "{type: \"local\", flag: true}");
  CHECK(embedded("- a\n", Embedded::kKubernetesMap) == "error");
  CHECK(embedded("%YAML 1.1\n---\na: 1\n", Embedded::kKubernetesMap) == "{a: 1}");
  CHECK(embedded("%YAML 1.2\n---\na: 1\n", Embedded::kKubernetesMap) == "error");
  CHECK(embedded("%YAML 1.001\n---\na: 1\n", Embedded::kKubernetesMap) == "error");
}

TEST_CASE("embedded: what is no map is told by its kind") {
  for (const auto& [text, kind] : {std::pair{"true", "the text is a boolean, not a map"},
                                   {"1.5", "the text is a number, not a map"},
                                   {"- a", "the text is a list, not a map"},
                                   {"a", "the text is a string, not a map"}}) {
    Arena arena;
    const auto& given = text;  // clang 14 captures no structured binding
    CAPTURE(given);
    CHECK(read_embedded(text, TreeBuilder(arena), Embedded::kMap).error.message == kind);
  }
}

TEST_CASE("embedded: an error has a sentence and a place in the text") {
  Arena arena;
  const auto read = read_embedded("a: 1\nb: \"x\n", TreeBuilder(arena), Embedded::kMap);
  CHECK_FALSE(read.ok());
  CHECK(read.error.message.find("never closed") != std::string::npos);
  CHECK(read.error.at.line == 2);
  CHECK(read.error.at.column == 4);
}
