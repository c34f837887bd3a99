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
  CHECK(holds(field("podDisruptionBudgets", true).value_or(""), "  minAvailable  <integer or text>\n"));
  CHECK_FALSE(field("no.such.field", false));
}

TEST_CASE("a word that leads nowhere is answered with what was meant") {
  CHECK(holds(unknown("spec.services.onlin"), "did you mean spec.services.onlineStore?"));
  CHECK(holds(unknown("mountPath"), "  spec.services.ui.volumeMounts.mountPath\n"));
  CHECK(holds(unknown("name"), "\n  and "));
  CHECK(holds(unknown("name"), " more\n"));
  CHECK(holds(unknown("spec.services.xyzzy"), "there is no code or field spec.services.xyzzy\nspec.services has: "));
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

/// The example of a field as a whole store.
std::string example_of(std::string_view path) {
  const std::string text = field(path, false).value_or("");
  const std::size_t begin = text.find("\nExample:\n");
  REQUIRE(begin != std::string::npos);
  std::string store = "apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {name: x}\n";
  std::string_view rest = std::string_view(text).substr(begin + 10, text.find("\nSee also") - begin - 10);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n') + 1;
    store += rest.substr(std::min<std::size_t>(4, end - 1), end - std::min<std::size_t>(4, end - 1));
    rest.remove_prefix(end);
    if (store.ends_with("spec:\n")) store += "  feastProject: x\n";
  }
  return store;
}

TEST_CASE("an example has what the objects around its field cannot be without, and values of its type") {
  for (const std::string_view path :
       {"spec.cronJob.containerConfigs.env.valueFrom.configMapKeyRef.key", "spec.authz.oidc.caCertConfigMap.key",
        "spec.services.ui.resources.limits.cpu", "spec.services.ui.resources.limits", "spec.cronJob.annotations.x",
        "spec.services.volumes", "spec.services.volumes.projected.sources.downwardAPI.items.fieldRef",
        "spec.services.topologySpreadConstraints", "spec.services.podDisruptionBudgets.minAvailable",
        "spec.services.onlineStore.server.env.value", "spec.services.onlineStore.server.envFrom.secretRef.optional",
        "spec.services.onlineStore.persistence.file.pvc.create.accessModes",
        "spec.services.onlineStore.persistence.store.secretKeyName"}) {
    CAPTURE(path);
    const std::string text = example_of(path);
    CAPTURE(text);
    Sources sources;
    sources.add("", text);
    const Result result = run(sources, {.task = Task::kValidate});
    for (const Diagnostic& d : result.findings.all()) {
      CHECK_FALSE(d.rule->code.starts_with("FS2"));
    }
  }
  CHECK(
      holds(example_of("spec.cronJob.containerConfigs.env.valueFrom"), "      - name: text\n        valueFrom: {}\n"));
}

TEST_CASE("a code has its examples") {
  const Rule* scaling = catalog::find("FS301");
  REQUIRE(scaling != nullptr);
  CHECK(holds(rule(*scaling), "\nWrong:\n    apiVersion: feast.dev/v1\n"));
}

}  // namespace feastctl::explain
