#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"
#include "report/fold.hpp"

using namespace feastctl;

namespace {

using Lines = std::vector<std::string>;

/// `CODE path` of each error in the input, and ` < CODE path` of its cause, sorted.
Lines errors(const std::string& input) {
  Sources sources;
  sources.add("in.yaml", input);
  const Result result = run(sources, {.task = Task::kValidate, .notes = false});
  const report::Causes causes(result.findings.all());
  Lines lines;
  for (const Diagnostic& d : result.findings.all()) {
    if (d.severity != Severity::kError) continue;
    const Diagnostic* cause = causes.of(d);
    lines.push_back(fmt::format("{} {}", d.rule->code, d.path) +
                    (cause == nullptr ? "" : fmt::format(" < {} {}", cause->rule->code, cause->path)));
  }
  std::ranges::sort(lines);
  return lines;
}

std::string store(std::string_view spec, std::string_view metadata = "{name: s, namespace: ns}") {
  return fmt::format("apiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {}\nspec:\n  feastProject: p\n{}\n",
                     metadata, spec);
}

Lines errors_of(std::string_view spec) {
  return errors(store(spec));
}

}  // namespace

TEST_CASE("what is missing because its name is misspelt follows from that") {
  CHECK(errors_of("  services: {onlineStore: {persistence: {sotre: {type: redis, secretRef: {name: x}}}}}") ==
        Lines{"FS201 spec.services.onlineStore.persistence.sotre",
              "FS312 spec.services.onlineStore.persistence < FS201 spec.services.onlineStore.persistence.sotre"});
  CHECK(errors_of("  services: {onlineStore: {persistence: {store: {type: redis, secretRef: {nmae: x}}}}}") ==
        Lines{"FS201 spec.services.onlineStore.persistence.store.secretRef.nmae",
              "FS402 spec.services.onlineStore.persistence.store.secretRef < "
              "FS201 spec.services.onlineStore.persistence.store.secretRef.nmae"});
}

TEST_CASE("a field that slipped to another level is moved to its home, and what it left behind follows") {
  // The Secret's name slipped out of secretRef.
  CHECK(errors_of("  services: {onlineStore: {persistence: {store: {type: redis, secretRef: , name: x}}}}") ==
        Lines{"FS201 spec.services.onlineStore.persistence.store.name",
              "FS203 spec.services.onlineStore.persistence.store.secretRef < "
              "FS201 spec.services.onlineStore.persistence.store.name"});
}

TEST_CASE("an error that has nothing to do with the slip stands on its own, whatever the stage that finds it") {
  const Lines both = errors_of(
      "  services:\n"
      "    onlineStore:\n"
      "      persistence: {store: {type: redis, name: x}}\n"
      "      server: {resources: {requests: {memoyr: 1Gi}}}");
  CHECK(both == Lines{"FS201 spec.services.onlineStore.persistence.store.name",
                      "FS203 spec.services.onlineStore.persistence.store.secretRef < "
                      "FS201 spec.services.onlineStore.persistence.store.name",
                      "FS526 spec.services.onlineStore.server.resources.requests.memoyr"});
}

TEST_CASE("slips within a misspelt field come to light") {
  CHECK(
      errors_of("  sevices: {onlineStroe: {server: {metrisc: true}}}") ==
      Lines{"FS201 spec.services.onlineStore.server.metrisc", "FS201 spec.services.onlineStroe", "FS201 spec.sevices"});
}

TEST_CASE("a value of the wrong type, or no name, hides nothing when it is plain what was meant") {
  const std::string_view memory = "  services: {onlineStore: {server: {resources: {limits: {memoyr: 1Gi}}}}}";
  const std::string at = "spec.services.onlineStore.server.resources.limits.memoyr";
  CHECK(errors_of("  replicas: \"1\"\n" + std::string(memory)) == Lines{"FS202 spec.replicas", "FS526 " + at});
  CHECK(errors(store(memory, "{namespace: ns}")) == Lines{"FS209 metadata.name", "FS526 " + at});
  CHECK(errors(store(memory, "{name: A_B}")) == Lines{"FS209 metadata.name", "FS526 " + at});
  CHECK(errors_of("  services: {onlineStore: {persistence: {store: {type: redis, secretRef: 'name:x'}}, "
                  "server: {resources: {limits: {memoyr: 1Gi}}}}}") ==
        Lines{"FS202 spec.services.onlineStore.persistence.store.secretRef", "FS526 " + at});
}

TEST_CASE("of several slips, the nearest is the cause") {
  const Lines found = errors_of(
      "  services:\n"
      "    onlineStore: {persistence: {sotre: {type: redis, secretRef: {name: x}}}}\n"
      "    offlineStore: {persistence: {sotre: {type: spark, secretRef: {name: x}}}}");
  CHECK(found == Lines{"FS201 spec.services.offlineStore.persistence.sotre",
                       "FS201 spec.services.onlineStore.persistence.sotre",
                       "FS312 spec.services.offlineStore.persistence < "
                       "FS201 spec.services.offlineStore.persistence.sotre",
                       "FS312 spec.services.onlineStore.persistence < "
                       "FS201 spec.services.onlineStore.persistence.sotre"});
}

TEST_CASE("a slip in another store is a cause, too") {
  const auto central = [](std::string_view registry) {
    return fmt::format(
        "---\napiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {{name: central, namespace: ns}}\n"
        "spec: {{feastProject: c, services: {{registry: {}}}}}\n",
        registry);
  };
  const std::string edge = store("  services: {registry: {remote: {feastRef: {name: central}}}}");
  CHECK(errors(edge + central("{local: {sevrer: {}}}")) ==
        Lines{"FS201 spec.services.registry.local.sevrer",
              "FS416 spec.services.registry.remote.feastRef < FS201 spec.services.registry.local.sevrer"});
  CHECK(errors(edge + central("{local: {}}")) == Lines{"FS416 spec.services.registry.remote.feastRef"});
}

TEST_CASE("an object that is not found follows from the document that holds it and cannot be read") {
  const std::string reference = store("  batchEngine: {configMapRef: {name: engine}}");
  const std::string_view broken =
      "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: engine\n\tnamespace: ns\ndata: {config: 'type: x'}\n";
  CHECK(errors(reference + std::string(broken)) == Lines{"FS112 ", "FS410 spec.batchEngine.configMapRef < FS112 "});
  // … and stands on its own where the broken document speaks of something else.
  std::string other(broken);
  other.replace(other.find("engine"), 6, "others");
  CHECK(errors(reference + other) == Lines{"FS112 ", "FS410 spec.batchEngine.configMapRef"});
}

TEST_CASE("a store whose namespace is misspelt is why a reference to it leads nowhere") {
  const std::string edge = store("  services: {registry: {remote: {feastRef: {name: c, namespace: far}}}}");
  const auto target = [](std::string_view metadata) {
    return fmt::format(
        "---\napiVersion: feast.dev/v1\nkind: FeatureStore\nmetadata: {}\n"
        "spec: {{feastProject: c, services: {{registry: {{local: {{server: {{}}}}}}}}}}\n",
        metadata);
  };
  CHECK(errors(edge + target("{name: c, namespaec: far}")) ==
        Lines{"FS201 metadata.namespaec", "FS415 spec.services.registry.remote.feastRef < FS201 metadata.namespaec"});
  CHECK(errors(edge + target("{name: c, namespace: afar}")) == Lines{"FS415 spec.services.registry.remote.feastRef"});
}
