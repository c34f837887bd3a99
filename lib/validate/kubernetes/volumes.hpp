/// @file
/// @brief What the API server refuses in a pod's volumes. Source: pkg/apis/core/validation, ValidateVolumes.
#pragma once

#include <cstddef>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks `spec.volumes` of a pod. Returns the indexes of the refused ones, ascending: a mount of such a volume is
/// refused as if it did not exist.
std::vector<std::size_t> check_volumes(const Field& volumes, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
