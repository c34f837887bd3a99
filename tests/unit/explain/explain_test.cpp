#include "explain/explain.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "explain/topics.hpp"
#include "feastctl.hpp"
#include "schema/lookup.hpp"

namespace feastctl::explain {

namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("how do I scale to five replicas?") {
  for (const std::string_view word : {"scaling", "scale", "replicas", "spec.replicas", "keda"}) {
    CAPTURE(word);
    const auto text = field(word, false);
    REQUIRE(text);
    CHECK(holds(*text, "spec.replicas: 5"));
    CHECK(holds(*text, "persistence.store"));
    CHECK(holds(*text, "FS302"));
  }
}

TEST_CASE("a field has its facts") {
  struct {
    std::string_view path, part;
  } const cases[] = {
      {"spec.replicas", "Type:     integer\nDefault:  1\nLimits:   at least 1\n"},
      {"spec.replicas", "Since:    feast.dev/v1 (feast.dev/v1alpha1 does not have it)\n"},
      {"onlineStore.persistence.store.type", "Values:   snowflake.online, redis, "},
      {"authz", "FS310 error"},
      {"onlineStore", "persistence  object"},
      {"services.volumes[0].name", "spec.services.volumes.name\n"},
      {"cronJob.schedule", "Example:\n    spec:\n      cronJob:\n        schedule: "},
      {"scaling.replicas", "a former spelling of"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.path);
    const auto text = field(c.path, false);
    REQUIRE(text);
    CAPTURE(*text);
    CHECK(holds(*text, c.part));
  }
  CHECK(holds(field("podDisruptionBudgets", true).value_or(""), "  minAvailable  <integer or text>\n"));
  CHECK_FALSE(field("no.such.field", false));
}

TEST_CASE("a word that leads nowhere is answered with what was meant") {
  CHECK(holds(unknown("spec.services.onlin"), "did you mean spec.services.onlineStore?"));
  CHECK(holds(unknown("mountPath"), "  spec.services.ui.volumeMounts.mountPath\n"));
  CHECK(holds(unknown("FS3O1"), "did you mean FS301?"));
  CHECK(holds(unknown("autoscalr"), "did you mean autoscaler?"));
  CHECK(holds(unknown("xyzzy"), "`feastctl rules` lists the codes"));
}

TEST_CASE("every word and topic leads to a field, and every topic's example is right") {
  for (const Alias& a : aliases()) {
    CAPTURE(a.word);
    CHECK(schema::lookup(ApiVersion::kV1, a.path).type != nullptr);
    const Topic* t = topic(a.path);
    if (t == nullptr || t->example.empty()) continue;
    std::string text = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: x}\nspec:\n  feastProject: x\n";
    for (const char c : "\n" + std::string(t->example)) text += c == '\n' ? std::string("\n  ") : std::string(1, c);
    text +=
        "\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: feast-data-stores}\nstringData: {postgres: '{}', sql: "
        "'{}'}\n";
    Sources sources;
    sources.add("", text);
    const Result result = run(sources, {.task = Task::kValidate});
    CAPTURE(text);
    CHECK(result.findings.errors() == 0);
  }
}

TEST_CASE("a code has its examples") {
  const Rule* scaling = catalog::find("FS301");
  REQUIRE(scaling != nullptr);
  CHECK(holds(rule(*scaling), "\nWrong:\n    apiVersion: feast.dev/v1\n"));
}

}  // namespace feastctl::explain
