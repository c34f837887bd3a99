#include "report/conceal.hpp"

#include <doctest/doctest.h>

#include "catalog/codes.hpp"
#include "report/report.hpp"
#include "unit/report/findings.hpp"

using namespace feastctl;
using test::finding;
using test::span_of;

namespace {

constexpr std::string_view kInput =
    "kind: Secret\nstringData: {a: *hunter2}\n---\napiVersion: feast.dev/v1\nkind: FeatureStore\nb: *hunter3\n";

Diagnostics findings_in(const Sources& sources, const Rule& rule, std::string_view word) {
  Diagnostics out;
  out.add(rule, span_of(sources, word), "no `" + std::string(word) + "`, but `]` or `x` here")
      .with_found(std::string(word));
  report::conceal_secrets(out, sources);
  return out;
}

}  // namespace

TEST_CASE("what the reader quotes of a Secret is taken out, and of others is not") {
  Sources sources;
  sources.add("in.yaml", kInput);
  const Diagnostics secret = findings_in(sources, catalog::kUnknownAnchor, "hunter2");
  CHECK(secret.all()[0].message == "no `\xE2\x80\xA6` here");
  CHECK(secret.all()[0].found.empty());
  const Diagnostics other = findings_in(sources, catalog::kUnknownAnchor, "hunter3");
  CHECK(other.all()[0].message == "no `hunter3`, but `]` or `x` here");
  CHECK(other.all()[0].found == "hunter3");
}

TEST_CASE("what is quoted may hold backticks, what is found may be a type, and a path keeps what all Secrets have") {
  Sources sources;
  sources.add("in.yaml", kInput);
  Diagnostics out;
  const Span place = span_of(sources, "hunter2");
  for (const std::string_view path :
       {"stringData.a.b", "metadata.name", "items[0].data", "hunter4", "items[12].x.data", ""}) {
    out.add(catalog::kDuplicateKey, place, "the key `a`hunter5`b` stands `]`").with_found("string");
    out.all().back().path = path;
    out.all().back().notes.push_back({"first `hunter6`", {}, "data.hunter7"});
  }
  out.add(catalog::kUnclosed, place, "`[` is not closed").with_found("hunter8");
  report::conceal_secrets(out, sources);
  std::string paths;
  for (const Diagnostic& d : out.all()) paths += d.path + "|";
  CHECK(paths == "stringData.\xE2\x80\xA6|metadata.name|items[0].data|\xE2\x80\xA6|items[12].\xE2\x80\xA6|||");
  CHECK(out.all()[0].message == "the key `\xE2\x80\xA6`");
  CHECK(out.all()[0].found == "string");
  CHECK(out.all()[0].notes[0].message == "first `\xE2\x80\xA6`");
  CHECK(out.all()[0].notes[0].path == "data.\xE2\x80\xA6");
  CHECK(out.all()[6].message == "`[` is not closed");
  CHECK(out.all()[6].found.empty());
}

TEST_CASE("key material is taken out of any finding, and its line is not shown") {
  Sources sources;
  sources.add("in.yaml", "apiVersion: feast.dev/v1\nkind: FeatureStore\na: ghp_abcdefghijklmnop\nb: 1\n");
  Diagnostics out;
  out.add(catalog::kUnknownField, span_of(sources, "ghp_"), "no ghp_abcdefghijklmnop here")
      .with_found("ghp_abcdefghijklmnop");
  report::conceal_secrets(out, sources);
  CHECK(out.all()[0].message == "no \xE2\x80\xA6 here");
  CHECK(out.all()[0].found == "\xE2\x80\xA6");
  CHECK(report::text(out.all(), sources).find("ghp_") == std::string::npos);
}

TEST_CASE("a line of a Secret is not shown, the place is") {
  Sources sources;
  sources.add("in.yaml", kInput);
  const std::vector<Diagnostic> found{finding(catalog::kUnknownAnchor, span_of(sources, "*hunter2"), "one"),
                                      finding(catalog::kUnknownAnchor, span_of(sources, "*hunter3"), "two")};
  const std::string text = report::text(found, sources, {});
  CHECK(text.find("in.yaml:2:17: error") != std::string::npos);
  CHECK(text.find("hunter2") == std::string::npos);
  CHECK(text.find("b: *hunter3") != std::string::npos);
}
