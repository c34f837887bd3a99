#include "report/formats.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "unit/report/findings.hpp"

using namespace feastctl;
using namespace feastctl::test;

namespace {

/// A file with two stores, of which the first has an error and the second a warning, and a problem of the run.
struct Run {
  Sources sources;
  std::vector<Diagnostic> findings;
  std::vector<report::Subject> subjects;

  Run() {
    sources.add("dir/a,b.yaml", "name: x\nname: y\n");
    findings.push_back(finding(kBadName, span_of(sources, "x"), "100% <wrong>\n::error::forged", "metadata.name"));
    findings.back().document = 0;
    findings.back().with_hint("write \"y\"").notes = {{"see", span_of(sources, "y"), "metadata"}};
    findings.push_back(finding(kHurts, span_of(sources, "y"), "it hurts \x01"));
    findings.back().document = 1;
    findings.push_back(finding(kBadName, {}, "no input"));
    subjects = {{1, 0, "ns", "x"}, {1, 1, "ns", "y#"}};
  }
};

}  // namespace

TEST_CASE("every format: the same bytes each time, no control characters, no code in an empty report") {
  const Run run;
  std::set<std::string_view> names;
  for (const report::Format& format : report::formats()) {
    CAPTURE(format.name);
    CHECK(names.insert(format.name).second);
    CHECK(report::find_format(format.name) == &format);
    CHECK(format.about.ends_with('.'));
    const report::Report report{.findings = run.findings, .sources = run.sources, .subjects = run.subjects};
    const std::string text = format.write(report);
    CHECK(text == format.write(report));
    CHECK(text.ends_with('\n'));
    CHECK(text.find('\x01') == std::string::npos);
    CHECK(text.find("FS601") != std::string::npos);
    const std::string nothing = format.write({.findings = {}, .sources = run.sources, .subjects = run.subjects});
    CHECK(nothing.find("FS") == std::string::npos);
  }
  CHECK(report::find_format("xml") == nullptr);
}

TEST_CASE("GitHub's workflow commands") {
  const Run run;
  CHECK(report::github(run.findings, run.sources) ==
        "::error title=FS501::no input\n"
        "::error file=dir/a%2Cb.yaml,line=1,endLine=1,col=7,endColumn=8,title=FS501::"
        "100%25 <wrong>\\n::error::forged%0Ahint: write \"y\"\n"
        "::warning file=dir/a%2Cb.yaml,line=2,endLine=2,col=7,endColumn=8,title=FS601::it hurts \\x01\n");
}

TEST_CASE("GitHub shows ten of a severity; the others follow as plain lines") {
  Sources sources;
  sources.add("::f", "xxxxxxxxxxxxxxxxxxxx");
  std::vector<Diagnostic> findings;
  for (std::uint32_t i = 0; i < 12; ++i) findings.push_back(finding(kBadName, {1, i, i + 1}, "m"));
  findings.push_back(finding(kHurts, {1, 0, 1}, "w"));
  const std::string out = report::github(findings, sources);
  CHECK(
      out.ends_with("::warning file=%3A%3Af,line=1,endLine=1,col=1,endColumn=2,title=FS601::w\n"
                    "2 more findings, which GitHub does not show next to the code:\n"
                    "  \\x3A:f:1:11: error[FS501]: m\n"
                    "  \\x3A:f:1:12: error[FS501]: m\n"));
}

TEST_CASE("a warning that counts as an error is one in each report; its rule stays a warning") {
  Run run;
  run.findings.erase(run.findings.begin());
  run.findings.front().severity = Severity::kError;
  CHECK(report::github(run.findings, run.sources).find("::warning") == std::string::npos);
  CHECK(report::gitlab(run.findings, run.sources).find("\"severity\": \"minor\"") == std::string::npos);
  const std::string sarif = report::sarif(run.findings, run.sources, "0");
  const std::string_view rules = std::string_view(sarif).substr(0, sarif.find("\"results\""));
  CHECK(rules.find("\"level\": \"warning\"") != std::string_view::npos);
  CHECK(sarif.substr(rules.size()).find("\"level\": \"warning\"") == std::string::npos);
}

TEST_CASE("GitLab's Code Quality: fingerprints do not depend on the line, and are unique") {
  Sources sources;
  sources.add("f", "a\nb\n");
  const Diagnostic findings[] = {finding(kBadName, {1, 0, 1}, "m"), finding(kBadName, {1, 2, 3}, "m")};
  const std::string out = report::gitlab(findings, sources);
  const auto print = [](const std::string& text, std::size_t from) {
    return text.substr(text.find("\"fingerprint\": ", from), 35);
  };
  const std::string moved = report::gitlab({&findings[1], 1}, sources);
  CHECK(print(out, 0) == print(moved, 0));
  CHECK(print(out, 0) != print(out, out.find("lines")));
  CHECK(out.starts_with("[\n  {\n    \"description\": \"m\",\n    \"check_name\": \"FS501\",\n"));
  CHECK(out.find("\"severity\": \"major\",\n    \"location\": {\n      \"path\": \"f\",\n      \"lines\": {\n"
                 "        \"begin\": 2\n") != std::string::npos);
  const Diagnostic hurts[] = {finding(kHurts, {}, "m")};
  CHECK(
      report::gitlab(hurts, sources).find("\"severity\": \"minor\",\n    \"location\": {\n      \"path\": \"-\",\n") !=
      std::string::npos);
  CHECK(report::gitlab({}, sources) == "[]\n");
}

TEST_CASE("JUnit: a suite a file, a case a store") {
  const Run run;
  CHECK(report::junit(run.findings, run.sources, run.subjects) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"feastctl\" tests=\"3\" failures=\"1\" errors=\"1\" time=\"0\">\n"
        "  <testsuite name=\"feastctl\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n"
        "    <testcase name=\"the run\" classname=\"feastctl\" time=\"0\">\n"
        "      <error type=\"FS501\" message=\"no input\">no input</error>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "  <testsuite name=\"dir/a,b.yaml\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\" "
        "file=\"dir/a,b.yaml\">\n"
        "    <testcase name=\"ns/x\" classname=\"FeatureStore\" time=\"0\">\n"
        "      <failure type=\"FS501\" message=\"100% &lt;wrong&gt;&#10;::error::forged\">dir/a,b.yaml:1:7: "
        "100% &lt;wrong&gt;\\n::error::forged&#10;hint: write &quot;y&quot;</failure>\n"
        "    </testcase>\n"
        "    <testcase name=\"ns/y#\" classname=\"FeatureStore\" time=\"0\">\n"
        "      <system-out>warning[FS601]: it hurts \\x01&#10;</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

TEST_CASE("JUnit: a store without findings has passed") {
  Sources sources;
  sources.add("f", "x");
  const std::vector<report::Subject> subjects = {{1, 0, "ns", "x"}};
  CHECK(report::junit({}, sources, subjects)
            .find("failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\" file=\"f\">\n"
                  "    <testcase name=\"ns/x\" classname=\"FeatureStore\" time=\"0\"/>\n  </testsuite>\n") !=
        std::string::npos);
}

TEST_CASE("GitHub: a finding over several lines has no columns, and none of the run a place, in plain lines too") {
  Sources sources;
  sources.add("f", "ab\ncd\n");
  const Diagnostic wide[] = {finding(kBadName, {1, 1, 4}, "a\rb")};
  CHECK(report::github(wide, sources) == "::error file=f,line=1,endLine=2,title=FS501::a\\rb\n");
  std::vector<Diagnostic> many;
  for (int i = 0; i < 11; ++i) many.push_back(finding(kBadName, {}, "m" + std::to_string(10 + i)));
  CHECK(report::github(many, sources).ends_with(":\n  error[FS501]: m20\n"));
}

TEST_CASE("TAP: a line a store") {
  const Run run;
  CHECK(report::tap(run.findings, run.sources, run.subjects) ==
        "TAP version 13\n1..3\n"
        "not ok 1 - feastctl (the run)\n"
        "  ---\n  - code: FS501\n    severity: error\n    message: \"no input\"\n  ...\n"
        "not ok 2 - dir/a,b.yaml (FeatureStore ns/x)\n"
        "  ---\n  - code: FS501\n    severity: error\n"
        "    message: \"100% <wrong>\\\\n::error::forged\\nhint: write \\\"y\\\"\"\n    line: 1\n    column: 7\n  ...\n"
        "ok 3 - dir/a,b.yaml (FeatureStore ns/y\\#)\n"
        "  ---\n  - code: FS601\n    severity: warning\n    message: \"it hurts \\\\x01\"\n    line: 2\n    column: 7\n"
        "  ...\n");
}

constexpr Rule kBare{
    .code = "FS599", .name = "bare", .sentence = "It is.", .why = {}, .remedy = {}, .wrong = {}, .right = {}};

TEST_CASE("SARIF: what code scanning wants is there") {
  const Run run;
  const std::string out = report::sarif(run.findings, run.sources, "0.1.0");
  for (const std::string_view part :
       {"\"version\": \"2.1.0\"", "\"semanticVersion\": \"0.1.0\"", "\"id\": \"FS501\"", "\"ruleIndex\": 1",
        "\"uri\": \"dir/a%2Cb.yaml\"", "\"startLine\": 1,\n", "\"startColumn\": 7", "\"endColumn\": 8",
        "\"relatedLocations\": [", "\"level\": \"warning\"", "\"columnKind\": \"unicodeCodePoints\""}) {
    CAPTURE(part);
    CHECK(out.find(part) != std::string::npos);
  }
  CHECK(out.find("\"text\": \"\"") == std::string::npos);
  Sources odd;
  odd.add("././A b/\xC3\xA9.yaml", "x");
  const Diagnostic one[] = {finding(kBare, {1, 0, 1}, "")};
  const std::string shown = report::sarif(one, odd, "0");
  CHECK(shown.find("\"uri\": \"A%20b/%C3%A9.yaml\"") != std::string::npos);
  CHECK(shown.find("\"text\": \"\"") == std::string::npos);
  CHECK(report::sarif(one, Sources(), "0").find("\"locations\"") == std::string::npos);
  CHECK(report::sarif({}, run.sources, "0").find("\"results\": []") != std::string::npos);
}

TEST_CASE("Markdown for a job's summary: text of others is text, and very much of it is cut") {
  const Run run;
  const report::Summary summary = report::summarize(run.findings, run.sources, 2, 0);
  const std::string out = report::markdown(run.findings, run.sources, summary);
  CHECK(out.starts_with("### feastctl: 2 errors, 1 warning in 2 stores (Feast "));
  CHECK(out.find("\n\n| severity | code | place | finding |\n|---|---|---|---|\n| error | FS501 |  | no input |\n") !=
        std::string::npos);
  CHECK(out.find("| error | FS501 | dir/a,b.yaml&#58;1 | 100% &#60;wrong&#62;&#92;n&#58;&#58;error&#58;&#58;forged"
                 "<br>hint: write \"y\" |\n") != std::string::npos);

  Sources sources;
  sources.add("f", "x");
  std::vector<Diagnostic> many;
  for (int i = 0; i < 300; ++i) many.push_back(finding(kBadName, {1, 0, 1}, std::to_string(i)));
  const std::string cut = report::markdown(many, sources, {.stores = 1, .errors = 300});
  CHECK(std::ranges::count(cut, '\n') == 2 + 2 + 200 + 1 + 2);
  CHECK(cut.ends_with("\n\n100 more are in the log.\n\n"));
  CHECK(report::markdown({}, sources, {.stores = 1}).find('|') == std::string::npos);
}

TEST_CASE("every format: a fix that was only proposed is not reported") {
  Run run;
  const auto text_of = [&](const report::Format& format) {
    return format.write({.findings = run.findings, .sources = run.sources, .subjects = run.subjects});
  };
  const Run without;
  for (const report::Format& format : report::formats()) {
    CAPTURE(format.name);
    run.findings[0].fixes = {{.title = "Change to z", .safe = true}};
    CHECK(text_of(format) ==
          format.write({.findings = without.findings, .sources = without.sources, .subjects = without.subjects}));
    run.findings[0].fixes[0].edits = {{span_of(run.sources, "x"), "z"}};
    if (format.name == "json" || format.name == "sarif" || format.name == "github" || format.name == "gitlab") {
      CHECK(text_of(format).find("Change to z") != std::string::npos);
    }
  }
}
