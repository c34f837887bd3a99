/// @file
/// @brief What a verdict of this program stands for.
#pragma once

#include <string_view>

namespace feastctl {

/// The release of Feast whose operator is reproduced.
inline constexpr std::string_view kFeastVersion = "0.66.0";
/// The release of Kubernetes whose API server's verdict is given.
inline constexpr std::string_view kKubernetesVersion = "1.35";

}  // namespace feastctl
