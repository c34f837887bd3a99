/// @file
/// @brief What the API server refuses in a pod's volumes. Source: pkg/apis/core/validation, ValidateVolumes.
#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Judges `spec.volumes` of a pod. Answers with the volumes in which nothing is wrong: only those may be mounted, a
/// mount of another is refused as if there were no such volume.
std::vector<const Node*> check_volumes(const Field& volumes, ObjectReport& report);

/// The volume of that name, or nullptr.
const Node* find_volume(const std::vector<const Node*>& volumes, std::string_view name);

}  // namespace feastctl::validate::kubernetes
