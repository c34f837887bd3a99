/// @file
/// @brief The versions of the FeatureStore API that clusters serve.
#pragma once

#include <cstdint>

namespace feastctl {

/// feast.dev/v1, and feast.dev/v1alpha1 with fewer fields of the same meaning.
enum class ApiVersion : std::uint8_t { kV1, kV1Alpha1 };

}  // namespace feastctl
