#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"
#include "fix/apply.hpp"

using namespace feastctl;

namespace {

constexpr std::string_view kHead = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata:\n  name: s\n";

Result check(const std::string& text) {
  Sources sources;
  sources.add("in.yaml", text);
  return run(sources, {.task = Task::kValidate, .fixes = true, .notes = false});
}

/// The text after the first fix with this title of a finding with this code; a message if there is none.
std::string fixed(const std::string& text, std::string_view code, std::string_view title = {}, bool* safe = nullptr) {
  const Result result = check(text);
  std::string others;
  for (const Diagnostic& d : result.findings.all()) {
    for (const Fix& fix : d.fixes) {
      others += fmt::format("{} {}\n", d.rule->code, fix.title);
      if (d.rule->code != code || (!title.empty() && fix.title != title)) continue;
      const Fix* const one[] = {&fix};
      if (safe != nullptr) *safe = fix.safe;
      return fix::apply(text, 1, one).text;
    }
  }
  return "no such fix, but\n" + others;
}

/// The same for the spec of a store, which has two spaces before each line.
std::string fixed_spec(std::string_view spec, std::string_view code, std::string_view title = {}) {
  const std::string head = std::string(kHead) + "spec:\n  feastProject: p\n";
  const std::string after = fixed(head + std::string(spec), code, title);
  return after.starts_with(head) ? after.substr(head.size()) : after;
}

}  // namespace

TEST_CASE("fix: a misspelt field keeps its quotes, its value and its comment") {
  CHECK(fixed_spec("  'servces': {}  # why\n", "FS201") == "  'services': {}  # why\n");
  CHECK(fixed_spec("  services: {onlineStore: {servr: {}}}\n", "FS201") == "  services: {onlineStore: {server: {}}}\n");
}

TEST_CASE("fix: only one near name is safe") {
  bool safe = false;
  fixed(std::string(kHead) + "spec:\n  feastProjct: p\n", "FS201", {}, &safe);
  CHECK(safe);
  fixed(std::string(kHead) +
            "spec:\n  feastProject: p\n  services: {scaling: {autoscaling: {iReplicas: 2, maxReplicas: 3}}}\n",
        "FS201", "Remove this field", &safe);
  CHECK(!safe);
}

TEST_CASE("fix: a value in quotes, and one without") {
  CHECK(fixed_spec("  authz: {oidc: {issuerUrl: 'https://x', verifySSL: \"false\"}}  # c\n", "FS202") ==
        "  authz: {oidc: {issuerUrl: 'https://x', verifySSL: false}}  # c\n");
  CHECK(
      fixed_spec(
          "  services:\n    onlineStore:\n      server:\n        env:\n        - name: A\n          value: 1.10 # v\n",
          "FS202") ==
      "  services:\n    onlineStore:\n      server:\n        env:\n        - name: A\n          value: \"1.10\" # v\n");
}

TEST_CASE("fix: a field at the wrong level takes its lines and comments along") {
  CHECK(fixed_spec("  services:\n    onlineStore:\n      # two\n      replicas: 2  # pods\n      persistence:\n"
                   "        store: {type: redis, secretRef: {name: a}}\n    registry: {remote: {hostname: 'r:80'}}\n",
                   "FS201") ==
        "  services:\n    onlineStore:\n      persistence:\n        store: {type: redis, secretRef: {name: a}}\n"
        "    registry: {remote: {hostname: 'r:80'}}\n  # two\n  replicas: 2  # pods\n");
}

TEST_CASE("fix: JSON stays JSON, and line ends stay as they are") {
  const std::string json =
      "{\"apiVersion\": \"feast.dev/v1\", \"kind\": \"FeatureStore\", \"metadata\": {\"name\": \"s\"},\n"
      "\"spec\": {\"feastProjct\": \"p\"}}\n";
  CHECK(fixed(json, "FS201").find("\"spec\": {\"feastProject\": \"p\"}}\n") != std::string::npos);
  const std::string text = std::string(kHead) + "spec:\n  feastProject: p\n  foo: 1\n";
  std::string windows;
  for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const std::string after = fixed(windows, "FS201", "Remove this field");
  CHECK(after == windows.substr(0, windows.find("  foo")));
}

TEST_CASE("fix: a removed entry leaves its comments, and an empty map") {
  CHECK(fixed_spec("  services:\n    # above\n    foo: 1  # beside\n    ui: {}\n", "FS201", "Remove this field") ==
        "  services:\n    # above\n    # beside\n    ui: {}\n");
  CHECK(fixed_spec("  services:\n    ui:\n      foo: 1\n", "FS201", "Remove this field") ==
        "  services:\n    ui: {}\n");
}

TEST_CASE("fix: nothing behind an alias or a merge key is edited") {
  const std::string after =
      fixed_spec("  services:\n    ui: &ui {env: [{name: A, value: 1}]}\n    onlineStore: {server: *ui}\n", "FS202",
                 "Quote the value");
  CHECK(after.starts_with("no such fix"));
}

TEST_CASE("fix: a duplicate key with an equal value is removed, another one is not") {
  CHECK(fixed_spec("  services: {}\n  services: {}  # again\n", "FS102") == "  services: {}\n  # again\n");
  CHECK(fixed_spec("  services: {}\n  services: {ui: {}}\n", "FS102").starts_with("no such fix"));
}

TEST_CASE("fix: a tab becomes the indentation that makes sense") {
  CHECK(fixed_spec("  services:\n\tui: {}\n", "FS112") == "  services:\n    ui: {}\n");
  CHECK(fixed_spec("  services:\n    ui:\n\t  env: []\n\t  image: x\n", "FS112") ==
        "  services:\n    ui:\n      env: []\n      image: x\n");
}

TEST_CASE("fix: a misspelled kind and apiVersion") {
  CHECK(fixed("apiVersion: feast.dev/v1\nkind: FeatureStor\nmetadata: {name: s}\nspec: {feastProject: p}\n", "FS148")
            .find("kind: FeatureStore\n") != std::string::npos);
}

TEST_CASE("fix: a schedule and its time zone") {
  CHECK(fixed_spec("  cronJob:\n    schedule: '0 3 * * 7'\n", "FS580") == "  cronJob:\n    schedule: '0 3 * * 0'\n");
  CHECK(fixed_spec("  cronJob:\n    schedule: TZ=Europe/Paris 0 3 * * *\n", "FS581") ==
        "  cronJob:\n    schedule: 0 3 * * *\n    timeZone: Europe/Paris\n");
}

TEST_CASE("fix: a Secret's text is in no fix") {
  const std::string text = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n\tpassword: hunter2\n";
  const Result result = check(text);
  for (const Diagnostic& d : result.findings.all()) CHECK(d.fixes.empty());
}

TEST_CASE("fix: without the option, no fix is offered") {
  const std::string text = std::string(kHead) + "spec:\n  feastProjct: p\n";
  Sources sources;
  sources.add("in.yaml", text);
  const Result result = run(sources, {.task = Task::kValidate});
  REQUIRE(result.findings.errors() != 0);
  for (const Diagnostic& d : result.findings.all()) CHECK(d.fixes.empty());
}

TEST_CASE("fix: quoting a misplaced value is not offered if the string is refused where the field belongs") {
  CHECK(fixed_spec("  services: {registry: {local: {persistence: {path: 1}}}}\n", "FS202", "Quote the value")
            .starts_with("no such fix"));
}

TEST_CASE("an unknown version is changed by one fix") {
  const Result result =
      check("apiVersion: feast.dev/v2\nkind: FeatureStore\nmetadata:\n  name: s\nspec:\n  feastProject: p\n");
  REQUIRE(result.findings.all().size() == 1);
  CHECK(result.findings.all().front().rule->code == "FS140");
  CHECK(result.findings.all().front().fixes.size() == 1);
}
