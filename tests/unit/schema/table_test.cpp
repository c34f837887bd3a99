#include "schema/table.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

using namespace feastctl;
using namespace feastctl::schema;

namespace {

const Property* at(ApiVersion version, std::initializer_list<std::string_view> path) {
  const Type* type = &document(version);
  const Property* property = nullptr;
  for (const auto name : path) {
    property = find(*type, name);
    if (property == nullptr) return nullptr;
    type = property->type;
  }
  return property;
}

}  // namespace

TEST_CASE("the tables know each version's fields") {
  CHECK(at(ApiVersion::kV1, {"spec", "replicas"}) != nullptr);
  CHECK(at(ApiVersion::kV1Alpha1, {"spec", "replicas"}) == nullptr);
  CHECK(at(ApiVersion::kV1, {"spec", "services", "onlineStore", "server", "workerConfigs", "workers"})->type->minimum ==
        -1);
  CHECK(at(ApiVersion::kV1, {"spec", "services", "scaling", "replicas"})->first_spelling_of == "spec.replicas");
  CHECK(at(ApiVersion::kV1, {"spec", "feastProject"})->required);
  CHECK(at(ApiVersion::kV1, {"spec", "feastProject"})->type->pattern == Pattern::kProjectName);
  CHECK(at(ApiVersion::kV1, {"spec", "services", "resourceClaims"})->type->list_key == "name");
  CHECK(at(ApiVersion::kV1, {"spec", "openlineage", "consumer", "retentionDays"})->default_value.integer == 30);
  CHECK(at(ApiVersion::kV1, {"spec", "services", "ui", "tls", "secretKeyNames"})->written.of == Literal::Of::kEmptyMap);
}

TEST_CASE("what editors get is one document with all references inside") {
  const auto check = [](ApiVersion version) {
    const auto document = nlohmann::json::parse(bundled(version));
    const auto visit = [&document](const auto& self, const nlohmann::json& node) -> void {
      for (const auto& [key, value] : node.items()) {
        if (key == "$ref") {
          const std::string ref = value;
          INFO(ref);
          REQUIRE(ref.starts_with("#/$defs/"));
          CHECK(document.contains(nlohmann::json::json_pointer(ref.substr(1))));
        } else if (value.is_structured()) {
          self(self, value);
        }
      }
    };
    visit(visit, document);
  };
  check(ApiVersion::kV1);
  check(ApiVersion::kV1Alpha1);
}
