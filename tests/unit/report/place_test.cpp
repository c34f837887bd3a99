#include "report/place.hpp"

#include <doctest/doctest.h>

#include <string>

#include "report/report.hpp"
#include "unit/report/findings.hpp"

using namespace feastctl;
using namespace feastctl::test;
using report::LineIndex;

TEST_CASE("the index answers as the plain functions do, at every byte of an awkward text") {
  const std::string text =
      "\xEF\xBB\xBF"
      "a: \u00e9\u65e5x\r\n\n\xff\x80 b\n" +
      std::string(9000, 'y') + "\u00e9\u00e9 z\nend";
  const LineIndex index(text);
  for (std::size_t at = 0; at <= text.size() + 1; ++at) {
    if (at == 1 || at == 2) continue;  // inside the byte-order mark is nothing
    const LineColumn expected = line_column(text, at);
    const LineColumn found = index.at(at);
    CAPTURE(at);
    REQUIRE(found.line == expected.line);
    REQUIRE(found.column == expected.column);
    const Span line = index.line(found.line);
    REQUIRE(std::string_view(text).substr(line.begin, line.end - line.begin) == line_at(text, at));
  }
}

TEST_CASE("thousands of findings at the end of a long line are placed in no time") {
  const std::string text(4'000'000, 'x');
  Sources sources;
  sources.add("long", text);
  report::Places places(sources);
  std::size_t last = 0;
  for (std::uint32_t i = 0; i < 20'000; ++i) last = places.find({1, 3'900'000 + i, 3'900'001 + i})->begin.column;
  CHECK(last == 3'920'000);
}

TEST_CASE("findings are shown by file, place and code, and each problem once") {
  Sources sources;
  sources.add("b.yaml", "one two three");
  sources.add("a.yaml", "one");
  const Span one = span_of(sources, "one"), two = span_of(sources, "two"), other = span_of(sources, "one", 2);
  const Diagnostic findings[] = {finding(kHurts, two, "w"),        finding(kBadName, two, "m", "p"),
                                 finding(kBadName, other, "m"),    finding(kBadName, two, "m", "p"),
                                 finding(kBadName, two, "m", "q"), finding(kHurts, {}, "no place"),
                                 finding(kHurts, one, "w")};
  std::string order;
  for (const Diagnostic* d : report::arranged(findings, sources)) order += std::to_string(d - findings);
  CHECK(order ==
        "5261"
        "40");
  const report::Summary summary = report::summarize(findings, sources, 2, 1);
  CHECK(summary.errors == 3);
  CHECK(summary.warnings == 3);
}

TEST_CASE("a span that lies outside its text, or names none, does no harm") {
  Sources sources;
  sources.add("a", "ab");
  report::Places places(sources);
  CHECK_FALSE(places.find({}).has_value());
  CHECK_FALSE(places.find({7, 0, 1}).has_value());
  CHECK(places.find({1, 90, 99})->begin.column == 3);
  CHECK(places.find({1, 1, 0})->end.column == 2);
}
