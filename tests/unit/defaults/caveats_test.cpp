#include "defaults/caveats.hpp"

#include <doctest/doctest.h>

#include "support/tree.hpp"

using namespace feastctl;

namespace {

/// The changes that are asked for: `+` before what to add, `-` before what to remove.
std::string asked_for(std::string_view document, std::string_view applied) {
  Arena arena;
  const TreeBuilder tree(arena);
  std::string all;
  for (const auto& [change, field, reason] :
       defaults::caveats(*test::tree_of(tree, document), *test::tree_of(tree, applied))) {
    CHECK(!reason.empty());
    all += (change == defaults::Caveat::Change::kAdd ? '+' : '-') + std::string(field) + ';';
  }
  return all;
}

}  // namespace

TEST_CASE("an applied spec says what it cannot express") {
  const std::string spread = "+spec.services.topologySpreadConstraints: [];";
  CHECK(asked_for("{spec: {services: {topologySpreadConstraints: []}}}", "{spec: {services: {}}}") == spread);
  CHECK(asked_for("{spec: {services: {topologySpreadConstraints: null}}}", "{spec: {services: {}}}").empty());
  CHECK(asked_for("{spec: {services: {topologySpreadConstraints: [1]}}}",
                  "{spec: {services: {topologySpreadConstraints: [1]}}}")
            .empty());
  CHECK(asked_for("{spec: {mlflow: {enabled: false}}}", "{spec: {}}") == "+spec.mlflow: {enabled: false};");
  CHECK(asked_for("{spec: {}}", "{spec: {mlflow: {enabled: true}}}").empty());
}

TEST_CASE("TLS that was filled in must go, TLS that was written may stay") {
  CHECK(asked_for("{spec: {services: {ui: {}, onlineStore: {server: {tls: {disable: true}}}}}}",
                  "{spec: {services: {ui: {tls: {}}, onlineStore: {server: {tls: {disable: true}}}}}}") ==
        "-spec.services.ui.tls;");
  CHECK(asked_for("{spec: {}}",
                  "{spec: {services: {offlineStore: {server: {tls: {}}}, onlineStore: {server: {tls: {}}}, registry: "
                  "{local: {server: {tls: {}}}, remote: {tls: {}}}}}}") ==
        "-spec.services.offlineStore.server.tls;-spec.services.onlineStore.server.tls;"
        "-spec.services.registry.local.server.tls;-spec.services.registry.remote.tls;");
}
