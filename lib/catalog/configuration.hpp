/// @file
/// @brief FS72x: what people tell feastctl in configuration files and annotations.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kConfigUnknownKey;    // FS720
extern const Rule kConfigValue;         // FS721
extern const Rule kIgnoresUnknownCode;  // FS722
extern const Rule kIgnoresError;        // FS723

/// The rules of this family.
std::span<const Rule* const> configuration_rules();

}  // namespace feastctl::catalog
