#include <doctest/doctest.h>
#include <fmt/format.h>

#include "unit/parse/support.hpp"

using namespace feastctl;
using namespace feastctl::parse;

namespace {

/// The parts of a text, `json:` before those in JSON, `|` between them, and then the codes of what was found.
std::string parts(std::string_view text) {
  Sources sources;
  const SourceId id = sources.add("-", text);
  Diagnostics found;
  std::vector<Part> all;
  split(sources, id, found, all);
  std::string out;
  for (const Part& p : all) {
    out += fmt::format("{}{}{}", out.empty() ? "" : "|", p.json ? "json:" : "", text.substr(p.begin, p.end - p.begin));
  }
  for (const Diagnostic& d : found.all()) out += fmt::format(" {}@{}", d.rule->code, d.where.begin);
  return out;
}

}  // namespace

TEST_CASE("split: lines that begin with three dashes") {
  CHECK(parts("a\n---\nb\n") == "a\n|b\n");
  CHECK(parts("a\n--- # comment\nb") == "a\n|b");
  CHECK(parts("a\r\n---\r\nb\r\n") == "a\r\n|b\r\n");
  CHECK(parts("a\n ---\nb") == "a\n ---\nb");
  CHECK(parts("a: |\n  ---\n") == "a: |\n  ---\n");
  CHECK(parts("# only\n---\n\n---\n  # a comment\n") == "");
  CHECK(parts("---\na\n") == "---\na\n");  // kubectl leaves a first separator to the document
  CHECK(parts("a\n---\n---\nb\n") == "a\n|---\nb\n");
}

TEST_CASE("split: a comment with what only the reader may judge is left to it") {
  CHECK(parts("# \x01\n") == "# \x01\n");
  CHECK(parts("\t\n") == "\t\n");
}

TEST_CASE("split: only a comment can follow the dashes") {
  CHECK(parts("a\n--- x\nb\n") == "a\n|b\n FS105@6");
  CHECK(parts("a\n----\nb\n") == "a\n|b\n FS105@5");
  CHECK(parts("a\n---\xC2\xA0\nb\n") == "a\n|b\n");  // any blank of Unicode
  CHECK(parts("--- {a: 1}\n") == " FS105@4");
}

TEST_CASE("split: JSON objects one after the other") {
  CHECK(parts(" {\"a\": 1} {\"b\": 2}\n{}") == "json:{\"a\": 1}|json:{\"b\": 2}|json:{}");
  CHECK(parts("{\"a\": 1}\n---\n{\"b\": 2}\n") == "json:{\"a\": 1}|---\n{\"b\": 2}\n");
  CHECK(parts("{a: 1}\n---\nb: 2\n") == "{a: 1}\n|b: 2\n");
  CHECK(parts("{}{}{]") == "json:{}|json:{} FS117@5");
}
