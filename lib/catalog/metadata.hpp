/// @file
/// @brief FS500-FS504: names, labels and annotations of generated objects.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kObjectNameLength;  ///< FS500
extern const Rule kObjectName;        ///< FS501
extern const Rule kLabelValue;        ///< FS502
extern const Rule kAnnotation;        ///< FS503
extern const Rule kPodAnnotation;     ///< FS504

/// The family, sorted by code.
std::span<const Rule* const> metadata_rules();

}  // namespace feastctl::catalog
