#include "validate/homes.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"
#include "schema/table.hpp"
#include "validate/synonyms.hpp"

using namespace feastctl;

namespace {

/// The hint for the first unknown field of a store.
std::string hint(std::string_view spec, std::string_view version = "v1") {
  const std::string input = fmt::format(
      "apiVersion: feast.dev/{}\nkind: FeatureStore\nmetadata: {{name: s}}\nspec: {{feastProject: p, {}}}\n", version,
      spec);
  Sources sources;
  sources.add("in.yaml", input);
  const Result result = run(sources, {.task = Task::kValidate, .notes = false});
  const auto& all = result.findings.all();
  const auto it = std::ranges::find_if(all, [](const Diagnostic& d) { return d.rule->code == "FS201"; });
  REQUIRE(it != all.end());
  return it->hint;
}

}  // namespace

TEST_CASE("a name in another style, or a part of it, finds its field") {
  CHECK(hint("services: {online_store: {}}") == "did you mean onlineStore?");
  CHECK(hint("services: {online: {}}") == "did you mean services.onlineStore?");
  CHECK(hint("services: {initImg: x}") == "did you mean initImage?");
  CHECK(hint("services: {onlineStore: {server: {workerConfigs: {registryTtlSec: 5}}}}") ==
        "did you mean workerConfigs.registryTTLSeconds?");
  CHECK(hint("services: {onlineStore: {server: {workerConfigs: {registry_ttl_seconds: 5}}}}") ==
        "did you mean registryTTLSeconds?");
}

TEST_CASE("a field finds its level") {
  CHECK(hint("onlineStore: {}") == "onlineStore is a field of services; write it there");
  CHECK(hint("online_store: {}") == "did you mean services.onlineStore?");
  CHECK(hint("onlineStroe: {}") == "did you mean services.onlineStore?");
  CHECK(hint("services: {feastProjectDir: {init: {}}}") == "feastProjectDir is a field of spec; indent it less");
  CHECK(hint("services: {onlineStore: {persistence: {resources: {limits: {cpu: 1}}}}}") ==
        "did you mean spec.services.onlineStore.server.resources?");
  CHECK(hint("services: {onlineStore: {resources: {limits: {cpu: 1}}}}") ==
        "resources is a field of server; write it there");
}

TEST_CASE("a field in another style that is set already is no other field") {
  CHECK(hint("online_store: {}, services: {onlineStore: {}}") ==
        "did you mean spec.services.onlineStore, which is already set?");
  CHECK(hint("services: {online_store: {}, onlineStore: {}}") ==
        "did you mean spec.services.onlineStore, which is already set?");
}

TEST_CASE("a short name that many objects have is not looked for far away") {
  CHECK(hint("services: {onlineStore: {type: redis}}") == "type is a field of persistence.store; write it there");
  CHECK(hint("services: {onlineStore: {name: x}}").find("deploymentStrategy") == std::string::npos);
}

TEST_CASE("fields that only feast.dev/v1 has, at another level") {
  CHECK(hint("services: {onlineStore: {replicas: 2}}", "v1alpha1") ==
        "feast.dev/v1 has spec.replicas instead; run 'feastctl convert'");
}

TEST_CASE("where several levels have the field, the neighbours decide, or nothing is said") {
  CHECK(hint("services: {registry: {local: {persistence: {secretRef: {name: x}, type: sql}}}}") ==
        "secretRef is a field of store; write it there");
  CHECK(hint("services: {offlineStore: {persistence: {type: spark, secretRef: {name: x}}}}") ==
        "type is a field of store; write it there");
  CHECK(hint("services: {server: {}}").empty());
}

TEST_CASE("a value of another shape is no hint for a name") {
  CHECK(hint("services: {topologySpreadConstraints: [{maxSkew: 1, matchLabels: {a: b}}]}") !=
        "did you mean matchLabelKeys?");
}

TEST_CASE("words of other tools") {
  CHECK(hint("feastProjectDir: {git: {url: https://x/y.git, subPath: a}}") == "did you mean git.featureRepoPath?");
  CHECK(hint("services: {onlineStore: {persistence: {store: {type: redis, secretRef: {name: x, key: y}}}}}") ==
        "did you mean secretKeyName, next to secretRef?");
  CHECK(hint("services: {registry: {remote: {endpoint: 'x:443'}}}") == "did you mean remote.hostname?");
}

TEST_CASE("every synonym names a field that there is") {
  for (const validate::Synonym& row : validate::synonyms()) {
    INFO(row.owner, ".", row.written);
    bool found = false;
    const auto visit = [&](const auto& self, std::string_view key, const schema::Type& type,
                           const schema::Type* around) -> void {
      const schema::Type* holder = row.beside_owner ? around : &type;
      found |= key == row.owner && holder != nullptr && schema::find(*holder, row.name) != nullptr &&
               schema::find(type, row.written) == nullptr;
      for (const schema::Property& p : type.properties) self(self, p.name, *p.type, &type);
      if (type.entry != nullptr && type.shape == schema::Shape::kList) self(self, key, *type.entry, around);
    };
    visit(visit, "", schema::document(ApiVersion::kV1), nullptr);
    CHECK(found);
  }
}
