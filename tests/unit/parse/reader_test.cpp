#include "parse/reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "parse/scalar.hpp"
#include "unit/parse/support.hpp"

namespace feastctl::parse {

std::string dump(const Node& node) {
  std::string out;
  switch (node.kind) {
    case Kind::kNull: return "null";
    case Kind::kBool: return node.boolean ? "true" : "false";
    case Kind::kInteger: return fmt::format("{}", node.integer);
    case Kind::kFloat: return fmt::format("{}f", node.text);
    case Kind::kString: return fmt::format("\"{}\"", node.text);
    case Kind::kList:
      for (const Node* item : node.items()) out += (out.empty() ? "" : ", ") + dump(*item);
      return "[" + out + "]";
    case Kind::kMap:
      for (const Member& m : node.members())
        out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", m.key, dump(*m.value));
      return "{" + out + "}";
  }
  return out;
}

ReadText::ReadText(std::string_view input, PartReader reader) : text(input) {
  const SourceId id = sources.add("test.yaml", text);
  ok = read(sources, id, TreeBuilder(arena), found, all, reader);
}

std::string ReadText::documents() const {
  std::string out;
  for (const Document& d : all) out += (out.empty() ? "" : " --- ") + dump(*d.root);
  return out;
}

std::string ReadText::codes() const {
  std::string out;
  for (const Diagnostic& d : found.all()) out += fmt::format("{}{}", out.empty() ? "" : " ", d.rule->code);
  return out;
}

std::string_view ReadText::at(const Span& span) const {
  return std::string_view(text).substr(span.begin, span.end - span.begin);
}

std::string ReadText::first() const {
  if (found.all().empty()) return "";
  const Diagnostic& d = found.all().front();
  const LineColumn at = line_column(text, d.where.begin);
  return fmt::format("{} {}:{}", d.rule->code, at.line, at.column);
}

namespace {

struct Example {
  std::string_view text;
  std::string_view expected;
};

void check_all(std::initializer_list<Example> examples) {
  for (const Example& e : examples) {
    CAPTURE(e.text);
    const ReadText read(e.text);
    CHECK(read.documents() == e.expected);
    CHECK(read.codes() == "");
  }
}

}  // namespace

TEST_CASE("reader: collections, texts and quoting") {
  check_all({
      {"a: 1\nb: [x, 'y', \"z\\n\"]\nc: {d: e, f: }\n", "{a: 1, b: [\"x\", \"y\", \"z\n\"], c: {d: \"e\", f: null}}"},
      {"a:\n- b: 1\n  c: 2\n- - x\n  - z\n", "{a: [{b: 1, c: 2}, [\"x\", \"z\"]]}"},
      {"a: |\n  one\n   two\n\nb: >-\n  one\n  two\n\n  three\n", "{a: \"one\n two\n\", b: \"one two\nthree\"}"},
      {"a: |\n  no line end", "{a: \"no line end\n\"}"},  // kubectl adds the last line end
      {"a: 'it''s'\nb: \"\\x41\\u00e9\\t\"\nc: one\n  two\n", "{a: \"it's\", b: \"A\xC3\xA9\t\", c: \"one two\"}"},
      {"\xEF\xBB\xBF"
       "a: 1\r\nb: 2\r\n",
       "{a: 1, b: 2}"},
      {"? a\n: b\n", "{a: \"b\"}"},
      {"a: b # comment\n# comment\nc: d#e\n", "{a: \"b\", c: \"d#e\"}"},
      {"a: [b: c, {d}]\n", "{a: [{b: \"c\"}, {d: null}]}"},
  });
}

TEST_CASE("reader: kubectl drops one carriage return before a line feed") {
  check_all({
      {"v: |\r\r\n    a\r\r\n    b\r\r\n", "{v: \"a\nb\n\"}"},
      {"v: |\n    a\r\r\n\r\r\n    b\n", "{v: \"a\n\nb\n\"}"},
      {"v: 'a\r\r\n  b'\r\r\nw: x\r\r\n  y\r\r\n", "{v: \"a b\", w: \"x y\"}"},
      {"v: \"a\\\r\r\n  b\"\r\r\n", "{v: \"ab\"}"},
      {"v: |\n    a\r\r\r\n    b\n", "{v: \"a\n\nb\n\"}"},  // one of three: the second is a line end of its own
      {"v: |\n    a\r\r\n    b\r", "{v: \"a\nb\n\"}"},
  });
  // Only what kubectl reads: the operator reads a text in a Secret as it is.
  Arena arena;
  const auto embedded = read_embedded("v: |\r\r\n    a\r\r\n", TreeBuilder(arena), Embedded::kMap);
  REQUIRE(embedded.ok());
  CHECK(dump(*embedded.root) == "{v: \"\na\n\"}");
}

TEST_CASE("reader: keys become texts as in JSON") {
  check_all({
      {"1: a\n0x10: b\n1.50: c\nyes: d\n1e10: e\n", "{1: \"a\", 16: \"b\", 1.5: \"c\", true: \"d\", 1e+10: \"e\"}"},
      {"'1': a\n2001-01-01: b\n", "{1: \"a\", 2001-01-01: \"b\"}"},
      {".inf: a\n!!timestamp 2001-01-02: b\n", "{.inf: \"a\", 2001-01-02: \"b\"}"},
      {"!!binary aGk=: a\n!!binary /w==: b\n", "{hi: \"a\", \xEF\xBF\xBD: \"b\"}"},
      {"a: &k 5\n*k : b\n", "{a: 5, 5: \"b\"}"},
      {"a: &k 1.5\n*k : b\n", "{a: 1.5f, 1.5: \"b\"}"},
      {"a: &k yes\n*k : b\n", "{a: true, true: \"b\"}"},
  });
  for (const std::string_view text :
       {"~: a\n", "18446744073709551615: a\n", "{a: 1}: b\n", "a: &k [1]\n*k : b\n", "a: &k ~\n*k : b\n"}) {
    CAPTURE(text);
    CHECK(ReadText(text).codes() == "FS107");
  }
}

TEST_CASE("reader: anchors, aliases and merge keys") {
  check_all({
      {"a: &x {k: 1}\nb: *x\nc: [*x, *x]\n", "{a: {k: 1}, b: {k: 1}, c: [{k: 1}, {k: 1}]}"},
      {"a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}"},
      {"&k a: 1\nb: *k\n", "{a: 1, b: \"a\"}"},
      {"a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3\n", "{a: {k: 1, l: 2}, b: {k: 3, l: 2}}"},
      // go-yaml v2 takes entries in their order, so a merge below wins over what is above it
      {"a: &x {k: 1}\nb:\n  k: 3\n  <<: *x\n", "{a: {k: 1}, b: {k: 1}}"},
      {"a: {<<: [{k: 1}, {k: 2, l: 3}]}\n", "{a: {k: 1, l: 3}}"},
      {"a: {'<<': {k: 1}}\n", "{a: {<<: {k: 1}}}"},
  });
}

TEST_CASE("reader: what go-yaml takes and today's libyaml does not") {
  check_all({
      {"a: {b:, c:}\n", "{a: {b:: null, c:: null}}"},
      {"a: [b:, c]\n", "{a: [\"b:\", \"c\"]}"},
      {"a: \"it\\'s\"\n", "{a: \"it's\"}"},
      {"a: [!x,y z]\n", "{a: [\"z\"]}"},
      {"a: ![b, c]\n", "{a: \"c]\"}"},
      {"a: b\n\xEF\xBB\xBF"
       "c: d\n",
       "{a: \"b\", \xEF\xBB\xBF"
       "c: \"d\"}"},
  });
}

TEST_CASE("reader: what libyaml takes and go-yaml does not") {
  for (const std::string_view text : {"a: [http://x?y=1]\n", "a: {b? : c}\n", "a: \"\\/\"\n", "a: [!<x>, b]\n",
                                      "--- {a: 1}\n\"x\\\"\\/\"\n", "  a: 1\n\"\\/\": b\n", "a: {b: !, c: d}\n"}) {
    CAPTURE(text);
    const ReadText read(text);
    CHECK_FALSE(read.ok);
    CHECK(read.all.empty());
  }
}

TEST_CASE("reader: texts that hold no document, and documents that are none") {
  for (const auto* text :
       {"", "\n\n", "# a comment\n", "---\n", "---\n---\n# x\n---\n", "null\n", "~\n", "--- # x\n"}) {
    CAPTURE(text);
    const ReadText read(text);
    CHECK(read.ok);
    CHECK(read.all.empty());
  }
  CHECK(ReadText("- a\n").first() == "FS111 1:1");
  CHECK(ReadText("a: 1\n---\n  text\n").first() == "FS111 3:3");
}

TEST_CASE("reader: one broken document does not stop the others, and indexes count all") {
  const ReadText read("a: 1\n---\nb: [\n---\n# nothing\n---\nc: 3\n");
  CHECK(read.documents() == "{a: 1} --- {c: 3}");
  CHECK(read.codes() == "FS113");
  CHECK(read.found.all()[0].document == 1);
  CHECK(read.all[1].index == 2);

  const ReadText directive("%YAML 1.1\n---\na: 1\n");  // which kubectl separates from its document
  CHECK(directive.documents() == "{a: 1}");
  CHECK(directive.codes() == "FS101");
}

TEST_CASE("reader: equal keys are reported, and the last wins") {
  const std::string store = "apiVersion: feast.dev/v1\nkind: FeatureStore\nspec: {a: 1, b: 2, a: 3}\n";
  const ReadText strict(store);
  CHECK_FALSE(strict.ok);
  CHECK(strict.first() == "FS102 3:20");
  CHECK(strict.found.all()[0].path == "spec.a");
  REQUIRE(strict.found.all()[0].notes.size() == 1);
  CHECK(strict.at(strict.found.all()[0].notes[0].where) == "a");
  CHECK(strict.found.all()[0].notes[0].where.begin < strict.found.all()[0].where.begin);

  // The document is given all the same, with the last value: beside a store it counts for nothing more than a warning.
  CHECK(strict.documents() == "{apiVersion: \"feast.dev/v1\", kind: \"FeatureStore\", spec: {a: 3, b: 2}}");
}

TEST_CASE("reader: equal keys are found in large maps, too") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += fmt::format("key{}: {}\n", i, i);
  CHECK(ReadText(text).codes() == "");
  CHECK(ReadText(text + "key0: 0\n").first() == "FS102 101:1");
  CHECK(ReadText(text + "key99: 0\nkey100: 0\nkey100: 0\n").codes() == "FS102 FS102");
  CHECK(ReadText("a: &a {key5: merged, other: merged}\n" + text + "<<: *a\n").codes() == "");
}

TEST_CASE("reader: very many equal keys are told for a while") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "key: 0\n";
  CHECK(ReadText(text).found.all().size() == 100);
}

TEST_CASE("reader: the limits hold") {
  std::string values = "a:\n";
  for (std::size_t i = 0; i < kLimits.values; ++i) values += "- 1\n";
  CHECK(ReadText(values).codes() == "FS110");

  const std::string deep(static_cast<std::size_t>(kLimits.depth) + 1, '[');
  CHECK(ReadText("a: " + deep).codes() == "FS110");
  const std::string fine(static_cast<std::size_t>(kLimits.depth) - 1, '[');
  CHECK(ReadText("a: " + fine + std::string(fine.size(), ']')).ok);

  std::string bomb = "a0: &a0 x\n";
  for (int i = 1; i < 12; ++i) {
    bomb += fmt::format("a{}: &a{} [", i, i);
    for (int k = 0; k < 10; ++k) bomb += fmt::format("*a{}, ", i - 1);
    bomb += "]\n";
  }
  CHECK(ReadText(bomb).codes() == "FS109");
  CHECK(ReadText("a: &a [*a]\n").codes() == "FS109");
  const std::string half(static_cast<std::size_t>(kLimits.depth) / 2 + 1, '[');
  const std::string closed = half + std::string(half.size(), ']');
  CHECK(ReadText("a: &a " + closed + "\nb: " + half + "*a" + std::string(half.size(), ']') + "\n").codes() == "FS110");

  const std::string key(1025, 'k');
  CHECK(ReadText("a: 1\n" + key + ": 1\n").codes() == "FS115");
  CHECK(ReadText("a: 1\n" + key.substr(2) + ": 1\n").ok);
}

TEST_CASE("reader: text behind a document is told of") {
  const ReadText read("  a: 1\nb: 2\n");
  CHECK(read.ok);
  CHECK(read.documents() == "{a: 1}");
  CHECK(read.first() == "FS118 2:1");
  CHECK(ReadText("a: 1\n...\n# comment\n...\n").codes() == "");
  for (const std::string_view behind : {"{}\n", "[]: b\n", "{ }: b\n", "\"a\\\"b\"\n"}) {
    CAPTURE(behind);
    CHECK(ReadText("{a: 1}\n" + std::string(behind)).documents() == "{a: 1}");
    CHECK(ReadText("  a: 1\n" + std::string(behind)).documents() == "{a: 1}");
  }
}

TEST_CASE("reader: UTF-16 is read, as far as kubectl's splitting leaves it whole") {
  const std::string big_endian("\xFE\xFF\0a\0:\0 \0\xE9\0\n", 12);
  const ReadText read(big_endian);
  CHECK(read.documents() == "{a: \"\xC3\xA9\"}");
  const Span value = read.all.at(0).root->find("a")->span;
  CHECK(value.begin == 8);
  CHECK(value.end == 10);
}

}  // namespace feastctl::parse
