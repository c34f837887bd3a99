#include "report/conceal.hpp"

#include <doctest/doctest.h>

#include "catalog/codes.hpp"
#include "report/report.hpp"
#include "unit/report/findings.hpp"

using namespace feastctl;
using test::finding;
using test::span_of;

namespace {

constexpr std::string_view kInput = "kind: Secret\nstringData: {a: *hunter2}\n---\nkind: Other\nb: *hunter3\n";

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
  CHECK(secret.all()[0].message == "no `\xE2\x80\xA6`, but `]` or `x` here");
  CHECK(secret.all()[0].found.empty());
  const Diagnostics other = findings_in(sources, catalog::kUnknownAnchor, "hunter3");
  CHECK(other.all()[0].message == "no `hunter3`, but `]` or `x` here");
  CHECK(other.all()[0].found == "hunter3");
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
