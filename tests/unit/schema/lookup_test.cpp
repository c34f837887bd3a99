#include "schema/lookup.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace feastctl;
using namespace feastctl::schema;

namespace {

std::string type_of(std::string_view path, ApiVersion version = ApiVersion::kV1) {
  const Lookup found = lookup(version, path);
  return found.type == nullptr ? "nothing" : found.path + ": " + type_name(*found.type);
}

}  // namespace

TEST_CASE("a field by its path, with or without the brackets of lists") {
  CHECK(type_of("spec.replicas") == "spec.replicas: integer");
  CHECK(type_of("spec.services.volumes") == "spec.services.volumes: list of objects");
  CHECK(type_of("spec.services.volumes[0].name") == "spec.services.volumes.name: string");
  CHECK(type_of("spec.services.volumes[].name") == "spec.services.volumes.name: string");
  CHECK(type_of("spec.services.ui.resources.limits") == "spec.services.ui.resources.limits: map of quantities");
  CHECK(type_of("spec.services.ui.resources.limits.nvidia.com/gpu") == "spec.services.ui.resources.limits: quantity");
  CHECK(type_of("") == ": object");
}

TEST_CASE("spec and spec.services may be left out") {
  CHECK(type_of("feastProject") == "spec.feastProject: string");
  CHECK(type_of("onlineStore.server.image") == "spec.services.onlineStore.server.image: string");
  CHECK(type_of("metadata.name") == "metadata.name: string");
}

TEST_CASE("what may have been meant") {
  const Lookup found = lookup(ApiVersion::kV1, "spec.services.onlineStor.server");
  CHECK(found.type == nullptr);
  CHECK(found.path == "spec.services");
  CHECK(found.unknown == "onlineStor");
  CHECK(found.nearest == "onlineStore");
  CHECK(found.siblings.size() > 15);
  CHECK(lookup(ApiVersion::kV1, "onlineStor").nearest == "onlineStore");
  CHECK(lookup(ApiVersion::kV1Alpha1, "spec.replicas").type == nullptr);
  CHECK(lookup(ApiVersion::kV1, "nothing.like.it").nearest.empty());
}

TEST_CASE("what explain shows of a field") {
  const Lookup found = lookup(ApiVersion::kV1, "spec.openlineage.consumer.retentionDays");
  REQUIRE(found.property != nullptr);
  CHECK(shown(found.property->default_value) == "30");
  CHECK(found.type->minimum == 0);
  CHECK(found.property->description() == "Number of days after which events are deleted; 0 keeps them forever.");
  CHECK(children(*lookup(ApiVersion::kV1, "spec.services.ui.env").type).size() == 3);
}

TEST_CASE("values of the schema as JSON writes them") {
  CHECK(shown({}) == "");
  const Lookup text = lookup(ApiVersion::kV1, "spec.services.volumes.azureDisk.fsType");
  REQUIRE(text.property != nullptr);
  CHECK(shown(text.property->default_value) == "\"ext4\"");
  CHECK(shown({.of = Literal::Of::kInteger, .integer = -3}) == "-3");
  CHECK(shown({.of = Literal::Of::kBoolean, .integer = 1}) == "true");
  CHECK(shown({.of = Literal::Of::kBoolean}) == "false");
  CHECK(shown({.of = Literal::Of::kEmptyMap}) == "{}");
}

TEST_CASE("types in words") {
  CHECK(type_of("spec.services.ui.env") == "spec.services.ui.env: list of objects");
  CHECK(type_of("spec.services.securityContext.supplementalGroups").ends_with(": list of integers"));
  CHECK(type_of("spec.services.podAnnotations") == "spec.services.podAnnotations: map of strings");
  CHECK(type_of("spec.services.onlineStore.server.metrics") == "spec.services.onlineStore.server.metrics: boolean");
}
