/// @file
/// @brief What each release's CustomResourceDefinition says of every field (tests/recorded, layer `definitions`).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/api_version.hpp"

namespace feastctl::test {

/// The fields of one release and version of the API: path below the FeatureStore → its facts.
const nlohmann::json& definition(Edition edition);

/// How the layer names an edition: `0.66.v1`.
std::string name_of(Edition edition);

/// Calls `check` with every release in both versions of the API.
template <typename Check>
void for_each_edition(const Check& check) {
  for (const FeastRow& row : kFeastReleases) {
    for (const ApiVersion version : {ApiVersion::kV1, ApiVersion::kV1Alpha1}) {
      check(Edition(version, parse_feast_release(row.name).value()));
    }
  }
}

}  // namespace feastctl::test
