#include <doctest/doctest.h>
#include <fmt/format.h>

#include "catalog/catalog.hpp"
#include "unit/parse/support.hpp"

using namespace feastctl;
using namespace feastctl::parse;

namespace {

/// The first finding: code, line and column, and the line and column of its note.
std::string told(std::string_view text) {
  const ReadText read(text);
  std::string out = read.first();
  if (!read.found.all().empty()) {
    for (const Note& note : read.found.all()[0].notes) {
      const LineColumn at = line_column(read.text, note.where.begin);
      out += fmt::format(" ({}:{})", at.line, at.column);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("explain: a problem is told where a person must look") {
  struct Example {
    std::string_view text, expected;
  };
  const Example examples[] = {
      {"a:\n\tb: 1\n", "FS112 2:1"},
      {"a: x\n  b: 1\n", "FS114 2:3 (1:1)"},       // a key below a value
      {"a: b: c\n", "FS114 1:5"},                  // two keys on a line
      {"x:\n  a\n    b: 1\n", "FS115 2:3 (3:6)"},  // no colon, more below
      {"a: 1\nb\nc: 2\n", "FS115 2:1"},
      {"a: 1\nb:2\nc: 3\n", "FS115 2:1"},
      {"a:\n    b: 1\n  c: 2\n", "FS114 3:3 (1:1)"},  // between two levels
      {"a: 1\n- b\n", "FS114 2:1 (1:1)"},
      {"a: \"x\" y\n", "FS114 1:8"},
      {"a:\n- b\nc d: 1\n- e\n", "FS114 4:1 (1:1)"},
      {"a: \"x\nb: y\n", "FS113 1:4"},
      {"a: 'x\nb: y\n", "FS113 1:4"},
      {"a: [x, y\nb: z\n", "FS113 1:4 (2:2)"},
      {"a: [x, \"y\" z]\n", "FS101 1:12 (1:4)"},
      {"a: {x: 1\n", "FS113 1:4"},
      {"a: *\n", "FS116 1:4"},
      {"a: */5 * * * *\n", "FS116 1:4"},
      {"a: @x\n", "FS116 1:4"},
      {"a: %x\n", "FS116 1:4"},
      {"a: `x`\n", "FS116 1:4"},
      {"a: *b\n", "FS103 1:4"},
      {"a: - b\n", "FS114 1:4"},
      {"a: | b\n", "FS101 1:6"},
      {"a: \"\\d\"\n", "FS101 1:5"},
      {"a: [,]\n", "FS101 1:5"},
      {"a: [x?y]\n", "FS101 1:6"},
      {"a: 1\n{{ b }}: 2\n", "FS107 2:2"},
      {"a: 1\n\"b\n", "FS113 2:1"},  // a key's quote
      {"a: 1\n'b\nc: 2\n", "FS113 2:1"},
      {"a: [|, b]\n", "FS101 1:5"},
      {"a: [> b]\n", "FS101 1:5"},
      {"a: 'x' y\n", "FS114 1:8"},
      {"a: [x] y\n", "FS114 1:8"},
      {"a: {x: 1} y\n", "FS114 1:11"},
      {"a: ? b\n", "FS114 1:4"},
      {"a: {x: ]}\n", "FS101 1:8"},
      {"a: [x, }\n", "FS101 1:8"},
      {"a: !e!x 1\n", "FS116 1:4"},
      {"a: \x01\n", "FS104 1:4"},
      {"a: \xFF\n", "FS104 1:4"},
      {"%YAML 1.2\n---\na: 1\n", "FS101 1:1"},
      {"<<: 1\n", "FS108 1:5"},
      {"b: 1\n---\na: x\n  b: 1\n", "FS114 4:3 (3:1)"},  // lines of the file, not of the document
  };
  for (const Example& e : examples) {
    CAPTURE(e.text);
    CHECK(told(e.text) == e.expected);
  }
}

TEST_CASE("explain: every problem comes with a hint") {
  for (const auto* text :
       {"a:\n\tb: 1\n", "a: x\n  b: 1\n", "a: \"x\n", "a: [x\n", "a: *b\n", "a: !x, y\n", "a: &\n"}) {
    CAPTURE(text);
    const ReadText read(text);
    for (const Diagnostic& d : read.found.all()) CHECK_FALSE(d.hint.empty());
  }
}

TEST_CASE("explain: the path is told where the tree is known") {
  const ReadText read("a:\n- b: !!int x\n");
  REQUIRE(read.found.all().size() == 1);
  CHECK(read.found.all()[0].path == "a[0].b");
  CHECK(read.found.all()[0].found == "x");
}

TEST_CASE("explain: the examples of the catalog say what they are there for") {
  for (const Rule& rule : catalog::all()) {
    if (!catalog::is_about_text(rule)) continue;
    CAPTURE(rule.code);
    CHECK(ReadText(rule.wrong).codes() == rule.code);
    const ReadText right(rule.right);
    CHECK(right.codes() == "");
    CHECK_FALSE(right.all.empty());
  }
}
