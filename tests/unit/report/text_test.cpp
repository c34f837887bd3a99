#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/report.hpp"
#include "unit/report/findings.hpp"

using namespace feastctl;
using namespace feastctl::test;

namespace {

constexpr std::string_view kStore =
    "metadata:\n"
    "  name: Sample\n"
    "spec:\n"
    "  services: {ui: {}}\n";

std::string shown(const Sources& sources, const Diagnostic& d, const report::TextOptions& options = {}) {
  return report::text({&d, 1}, sources, options);
}

/// What is shown of a one-line source whose `word` is at fault.
std::string shown_line(const std::string& line, std::string_view word, std::size_t width = 120) {
  Sources sources;
  sources.add("f", line);
  const std::string out = shown(sources, finding(kBadName, span_of(sources, word), "m"), {.width = width});
  return out.substr(out.find('\n') + 1);
}

}  // namespace

TEST_CASE("a finding with everything") {
  Sources sources;
  sources.add("store.yaml", kStore);
  Diagnostic d = finding(kBadName, span_of(sources, "Sample"), "the name is wrong", "metadata.name");
  d.with_found("\"Sample\"").with_expected("lower-case letters").with_hint("write:\n  name: sample");
  d.object = {.kind = "Deployment", .name_space = "feast", .name = "feast-Sample", .path = "metadata.name"};
  d.notes = {{"it names this", span_of(sources, "{ui: {}}"), "spec.services"}, {"and this", {}, "spec.other"}};
  CHECK(shown(sources, d) ==
        "store.yaml:2:9: error[FS501]: the name is wrong\n"
        "   2 |   name: Sample\n"
        "     |         ^^^^^^\n"
        "     = found: \"Sample\"\n"
        "     = expected: lower-case letters\n"
        "     = hint: write:\n"
        "               name: sample\n"
        "     = object: Deployment feast/feast-Sample, metadata.name\n"
        "store.yaml:4:13: note: it names this\n"
        "   4 |   services: {ui: {}}\n"
        "     |             ^^^^^^^^\n"
        "note: and this\n"
        "  = field: spec.other\n");
}

TEST_CASE("a finding without a place names its field") {
  const Sources sources;
  CHECK(shown(sources, finding(kHurts, {}, "it hurts", "spec.x")) == "warning[FS601]: it hurts\n  = field: spec.x\n");
}

TEST_CASE("the carets stand under the exact characters") {
  CHECK(shown_line("a: bad", "bad") == "   1 | a: bad\n     |    ^^^\n");
  CHECK(shown_line("\ta:\tbad", "bad") == "   1 |     a:  bad\n     |         ^^^\n");
  CHECK(shown_line("\u00e9\u00e9: bad", "bad") == "   1 | \u00e9\u00e9: bad\n     |     ^^^\n");
  CHECK(shown_line("\u65e5\u672c: \u65e5", ": \u65e5") == "   1 | \u65e5\u672c: \u65e5\n     |     ^^^^\n");
  CHECK(shown_line("e\u0301: bad", "bad") == "   1 | e\u0301: bad\n     |    ^^^\n");
  CHECK(shown_line("\xEF\xBB\xBF"
                   "a: bad",
                   "bad") == "   1 | a: bad\n     |    ^^^\n");
  CHECK(shown_line("a: bad  \r\nb: 1", "bad  \r\nb: 1") == "   1 | a: bad  \n     |    ^^^\n");
  CHECK(shown_line("a:\nb", "\nb") == "   1 | a:\n     |   ^\n");
}

TEST_CASE("nothing in the user's text reaches the terminal as a command") {
  CHECK(shown_line("a: \x1b[31mbad", "bad") == "   1 | a: \\x1B[31mbad\n     |            ^^^\n");
  CHECK(shown_line("a: \u202e\xff\xc2\x9b"
                   "bad",
                   "bad") == "   1 | a: \\u202E\\xFF\\u009Bbad\n     |                    ^^^\n");
  Sources sources;
  sources.add("f\x07\n", "x: 1");
  Diagnostic d = finding(kBadName, {1, 0, 1}, "m\nf:1:1: error: forged");
  d.with_found("\x1b]0;title\x07").with_hint("a\r\n\x1b[2J");
  const std::string out = shown(sources, d);
  CHECK(out ==
        "f\\x07\\n:1:1: error[FS501]: m\\nf:1:1: error: forged\n"
        "   1 | x: 1\n"
        "     | ^\n"
        "     = found: \\x1B]0;title\\x07\n"
        "     = hint: a\\r\n"
        "             \\x1B[2J\n");
}

TEST_CASE("a long line is cut around the place") {
  const std::string line = std::string(500, 'a') + " bad" + std::string(500, 'c');
  CHECK(shown_line(line, "bad", 30) ==
        "   1 | ...aaaaaaaaa bad" + std::string(14, 'c') + "...\n     |              ^^^\n");
  CHECK(shown_line(line, line, 30) == "   1 | " + std::string(30, 'a') + "...\n     | " + std::string(30, '^') + "\n");
  CHECK(shown_line("bad " + std::string(100, 'c'), "bad", 30) ==
        "   1 | bad " + std::string(26, 'c') + "...\n     | ^^^\n");
}

TEST_CASE("colour only when asked for, and the summary in words") {
  Sources sources;
  sources.add("f", "x");
  const report::Summary summary{.stores = 2, .errors = 1, .warnings = 2, .skipped = 1};
  const std::string out = shown(sources, finding(kBadName, {1, 0, 1}, "m"), {.color = true, .summary = &summary});
  CHECK(out.starts_with("\x1b[1mf:1:1: \x1b[0m\x1b[1;31merror[FS501]\x1b[0m: \x1b[1mm\x1b[0m\n"));
  CHECK(report::summary_line(summary) ==
        "1 error, 2 warnings in 2 stores, 1 other document skipped (Feast 0.66.0, Kubernetes 1.35)");
  CHECK(report::summary_line({.skipped = 1}) ==
        "0 stores found, 1 other document skipped (Feast 0.66.0, Kubernetes 1.35)");
  CHECK(report::summary_line({.stores = 1}) == "no problems in 1 store (Feast 0.66.0, Kubernetes 1.35)");
}

TEST_CASE("what has a shape is shown as it is, what has none by its number") {
  Sources sources;
  const auto told = [&](std::string message) {
    const std::string out = shown(sources, finding(kBadName, {}, std::move(message)));
    return out.substr(14, out.size() - 15);
  };
  CHECK(told("\xF0\x9F\x98\x80 \xE6\x97\xA5 e\xCC\x81") == "\xF0\x9F\x98\x80 \xE6\x97\xA5 e\xCC\x81");
  CHECK(told("a\x7F\tb\rc") == "a\\x7F\\tb\\rc");
  CHECK(told("\xF3\xA0\x80\x81 \xC2\xAD \xD8\x9C \xE2\x80\x8F \xE2\x81\xAF \xEF\xBF\xBB") ==
        "\\U000E0001 \\u00AD \\u061C \\u200F \\u206F \\uFFFB");
  CHECK(told("\xE2\x28\x80 \xE0\x80\x80 \xED\xA0\x80 \xF5") == "\\xE2(\\x80 \\xE0\\x80\\x80 \\xED\\xA0\\x80 \\xF5");
  CHECK(told("##[error] ##vso[x] #[y] ##A[z]") == "##\\x5Berror] ##vso\\x5Bx] #[y] ##A[z]");
  CHECK(shown_line("##[x: y", "y") == "   1 | ##\\x5Bx: y\n     |          ^\n");
}

TEST_CASE("an object without a namespace, and a detail that ends with a line end") {
  Sources sources;
  Diagnostic d = finding(kBadName, {}, "m");
  d.with_found("one\n");
  d.object = {.kind = "ClusterRole", .name_space = "", .name = "feast", .path = ""};
  CHECK(shown(sources, d) == "error[FS501]: m\n  = found: one\n  = object: ClusterRole feast\n");
}

TEST_CASE("the store is named where a text holds several") {
  const auto named = [](const std::string& text) {
    Sources sources;
    sources.add("f", text);
    Diagnostic d = finding(kBadName, span_of(sources, "spec"), "m");
    d.store_namespace = "ns";
    d.store_name = "s";
    return shown(sources, d).find("= store: ns/s") != std::string::npos;
  };
  const std::string store = "kind: FeatureStore\nmetadata: {name: s}\nspec: {}\n";
  CHECK(named(store + "---\n" + store));
  CHECK(named(R"({"kind":"FeatureStore","metadata":{}},{"kind": "FeatureStore","spec":{}})"));
  CHECK(!named(store));
  CHECK(!named("kind: FeatureStore\n" + store));
  CHECK(!named(store + "---\nkind: FeatureStoreList\n"));
  CHECK(!named(store + "---\nspec: FeatureStore\n"));
}

TEST_CASE("objects whose names are too long are told by their kinds") {
  Sources sources;
  sources.add("f", "name: long");
  std::vector<Diagnostic> all;
  for (const char* kind : {"Service", "CronJob", "Deployment"}) {
    Diagnostic d = finding(kBadName, span_of(sources, "long"), kind);
    d.topic = "name";
    d.limit = 10 + all.size();
    d.object = {.kind = kind, .name_space = "ns", .name = "feast-long", .path = "metadata.name"};
    all.push_back(d);
  }
  const std::string out = report::text(all, sources, {});
  CHECK(out.find("= object: Service ns/feast-long, metadata.name") != std::string::npos);
  CAPTURE(out);
  CHECK(out.find("= also: in 2 more objects: Deployment, CronJob\n") != std::string::npos);
}
