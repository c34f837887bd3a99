#include "report/fold.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "report/report.hpp"
#include "unit/report/findings.hpp"

using namespace feastctl;
using namespace feastctl::test;

namespace {

constexpr std::string_view kText = "one: 1\ntwo: 2\nthree: 3\n";

struct Texts {
  Sources sources;
  Texts() { sources.add("f", kText); }
  [[nodiscard]] Diagnostic error(std::string_view word) const {
    return finding(kBadName, span_of(sources, word), "m of " + std::string(word), std::string(word));
  }
};

}  // namespace

TEST_CASE("what follows is counted at its cause, wherever it is") {
  const Texts texts;
  Diagnostic before = texts.error("one"), cause = texts.error("two"), after = texts.error("three");
  before.follows = {&kBadName, cause.where};
  after.follows = {nullptr, {1, 0, 14}};  // the first error that stands on its own in the first two lines
  const auto folded = report::folded({before, cause, after});
  REQUIRE(folded.size() == 1);
  CHECK(folded[0].message == "m of two");
  REQUIRE(folded[0].notes.size() == 1);
  CHECK(folded[0].notes[0].message == "2 further errors follow from this; --all shows them");
}

TEST_CASE("a finding whose cause is not told is told itself") {
  const Texts texts;
  Diagnostic lost = texts.error("one");
  lost.follows = {&kBadName, span_of(texts.sources, "two")};
  Diagnostic of_warning = texts.error("two");
  of_warning.follows = {&kHurts, span_of(texts.sources, "three")};
  CHECK(report::folded({lost, of_warning, finding(kHurts, span_of(texts.sources, "three"), "w")}).size() == 3);
}

TEST_CASE("where everything is shown, what follows comes after its cause") {
  const Texts texts;
  Diagnostic before = texts.error("one");
  const Diagnostic cause = texts.error("three");
  before.follows = {&kBadName, cause.where};
  const std::vector<Diagnostic> all{before, cause, texts.error("two")};
  const std::string text = report::text(all, texts.sources, {.all = true});
  CHECK(text.find("m of two") < text.find("m of three"));
  CHECK(text.find("m of three") < text.find("m of one"));
  CHECK(text.find("= follows from: FS501 at f:3:1") != std::string::npos);
}

TEST_CASE("the same finding in several stores is told once in text, and each time with all") {
  const Texts texts;
  std::vector<Diagnostic> findings;
  for (const std::string_view word : {"one", "two", "three"}) {
    Diagnostic d = finding(kHurts, span_of(texts.sources, word), "it hurts", "spec.x");
    d.store_namespace = "ns";
    d.store_name = word;
    findings.push_back(d);
  }
  const std::string text = report::text(findings, texts.sources, {});
  CHECK(text.find("it hurts") == text.rfind("it hurts"));
  CHECK(text.find("= also: in 2 more stores: ns/two (f:2:1), ns/three (f:3:1)\n") != std::string::npos);
  const std::string all = report::text(findings, texts.sources, {.all = true});
  CHECK(all.find("it hurts") != all.rfind("it hurts"));
  // Another path is another finding.
  findings[1].path = "spec.y";
  CHECK(report::text(findings, texts.sources, {}).find("in 1 more store: ns/three") != std::string::npos);
}

TEST_CASE("of names that are too long, the one with the least limit is told") {
  const Texts texts;
  std::vector<Diagnostic> findings;
  for (const std::size_t limit : {63, 46, 240}) {
    Diagnostic d = texts.error("one");
    d.message = "at most " + std::to_string(limit);
    d.topic = "length";
    d.limit = limit;
    d.object = {.kind = "Kind" + std::to_string(limit), .name_space = "", .name = "n", .path = ""};
    findings.push_back(d);
  }
  const std::string text = report::text(findings, texts.sources, {});
  CHECK(text.find("at most 46") != std::string::npos);
  CHECK(text.find("at most 63") == std::string::npos);
  CHECK(text.find("= also: in 2 more objects: Kind240, Kind63\n") != std::string::npos);
}

TEST_CASE("a stream of several stores: each finding names its store") {
  Sources sources;
  sources.add("-", "kind: FeatureStore\na: 1\n---\nkind: FeatureStore\nb: 1\n");
  Diagnostic d = finding(kBadName, span_of(sources, "a: 1"), "m");
  d.store_namespace = "ns";
  d.store_name = "s";
  CHECK(report::text({&d, 1}, sources, {}).find("= store: ns/s\n") != std::string::npos);
  d.store_name.clear();
  d.document = 1;
  CHECK(report::text({&d, 1}, sources, {}).find("= store: document 2") != std::string::npos);
  Sources one;
  one.add("-", "kind: FeatureStore\na: 1\n---\nkind: Secret\n");
  CHECK(report::text({&d, 1}, one, {}).find("store:") == std::string::npos);
}
