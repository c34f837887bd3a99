/// @file
/// @brief The versions of the FeatureStore API that clusters serve.
#pragma once

#include <cstdint>

#include "base/versions.hpp"

namespace feastctl {

struct Node;

/// feast.dev/v1, and feast.dev/v1alpha1, which has fewer fields with the same meaning.
enum class ApiVersion : std::uint8_t { kV1, kV1Alpha1 };

/// The API as one release of Feast defines it.
struct Edition {
  ApiVersion api = ApiVersion::kV1;
  FeastRelease feast{};

  /// By default the newest release.
  constexpr Edition(ApiVersion version, FeastRelease release = {})  // NOLINT(google-explicit-constructor)
      : api(version), feast(release) {}
};

/// Whether an object claims to be a FeatureStore, of any version.
bool is_feature_store(const Node& object);

}  // namespace feastctl
