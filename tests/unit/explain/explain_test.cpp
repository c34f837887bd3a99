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
      {"spec.replicas", "Since:    feast.dev/v1 (not in feast.dev/v1alpha1)\n"},
      {"onlineStore.persistence.store.type", "Values:   snowflake.online, redis, "},
      {"authz", "FS310 error"},
      {"onlineStore", "persistence  object"},
      {"services.volumes[0].name", "spec.services.volumes.name\n"},
      {"cronJob.schedule", "Example:\n    spec:\n      feastProject: "},
      {"scaling.replicas", "an earlier spelling of"},
      {".spec.services.ui", "spec.services.ui\n"},
      {"feastProject", "Limits:   letters, digits, _ and -, beginning with a letter or digit\n"},
      {"", "FeatureStore\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.path);
    const auto text = field(c.path, false);
    REQUIRE(text);
    CAPTURE(*text);
    CHECK(holds(*text, c.part));
  }
  CHECK(holds(field("podDisruptionBudgets", true).value_or(""), "  minAvailable  <integer or string>\n"));
  CHECK_FALSE(field("no.such.field", false));
}

TEST_CASE("a word that leads nowhere is answered with what was meant") {
  CHECK(holds(unknown("spec.services.onlin"), "did you mean spec.services.onlineStore?"));
  CHECK(holds(unknown("mountPath"), "  spec.services.ui.volumeMounts.mountPath\n"));
  CHECK(holds(unknown("name"), "\n  and "));
  CHECK(holds(unknown("name"), " more\n"));
  CHECK(holds(unknown("spec.services.xyzzy"), "no code or field named spec.services.xyzzy\nspec.services has: "));
  CHECK(holds(unknown("FS3O1"), "did you mean FS301?"));
  CHECK(holds(unknown("autoscalr"), "did you mean autoscaler?"));
  CHECK(holds(unknown("xyzzy"), "'feastctl rules' to list the codes"));
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
        "\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: feast-data-stores}\nstringData: {postgres: '{host: db, "
        "database: d, user: u, password: p}', sql: '{path: \"postgresql+psycopg://db/d\"}'}\n";
    Sources sources;
    sources.add("", text);
    const Result result = run(sources, {.task = Task::kValidate});
    CAPTURE(text);
    CHECK(result.findings.errors() == 0);
  }
}

/// The example of a field, without the four spaces before each line.
std::string example_of(std::string_view path) {
  const std::string text = field(path, false).value_or("");
  const std::size_t begin = text.find("\nExample:\n");
  REQUIRE(begin != std::string::npos);
  std::string_view rest = std::string_view(text).substr(begin + 10, text.find("\nSee also") - begin - 10);
  std::string example;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n') + 1;
    example += rest.substr(std::min<std::size_t>(4, end - 1), end - std::min<std::size_t>(4, end - 1));
    rest.remove_prefix(end);
  }
  return example;
}

TEST_CASE("an example holds its field and what that needs, and no more") {
  CHECK(example_of("spec.cronJob.containerConfigs.env.valueFrom.configMapKeyRef.key") ==
        "spec:\n  feastProject: sample\n  cronJob:\n    containerConfigs:\n      env:\n      - name: REDIS_HOST\n"
        "        valueFrom:\n          configMapKeyRef:\n            name: settings\n            key: redis-host\n");
  const std::string metric = example_of("spec.services.scaling.autoscaling.metrics.pods.metric.name");
  CHECK(holds(metric, "metric:\n              name: "));
  CHECK(holds(metric, "secretRef"));  // an autoscaler needs stores that pods can share
  CHECK_FALSE(holds(metric, "cronJob"));
  CHECK(holds(example_of("registry.remote.feastRef"), "\n---\napiVersion: feast.dev/v1\n"));  // the store that it names
}

TEST_CASE("a field is found whatever the case of its letters, and as kubectl explain names it") {
  for (const std::string_view word :
       {"SPEC.REPLICAS", "Replicas", "featurestore.spec.replicas", "FeatureStore.spec.Replicas", ".spec.replicas"}) {
    CAPTURE(word);
    CHECK(holds(field(word, false).value_or(""), "spec.replicas\n"));
  }
  CHECK(holds(field("onlinestore.PERSISTENCE", false).value_or(""), "spec.services.onlineStore.persistence\n"));
  CHECK_FALSE(field("spec.replicass", false));
}

TEST_CASE("a field that no pod can use has no example") {
  CHECK(holds(field("spec.cronJob.containerConfigs.resources.claims.name", false).value_or(""),
              "No value is accepted here"));
}

TEST_CASE("a code has its examples") {
  const Rule* scaling = catalog::find("FS301");
  REQUIRE(scaling != nullptr);
  CHECK(holds(rule(*scaling), "\nWrong:\n    apiVersion: feast.dev/v1\n"));
}

}  // namespace feastctl::explain
