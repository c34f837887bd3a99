/// @file
/// @brief References to a pod's own fields and resources, as environment variables and volumes make them.
///
/// Source: pkg/apis/core/validation, validateObjectFieldSelector and validateContainerResourceFieldSelector.
#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/rule.hpp"

namespace feastctl::validate::kubernetes {

/// Judges a `fieldRef`. `allowed` are the paths that may be referred to here; labels and annotations with a key
/// (`metadata.labels['app']`) may be referred to anywhere.
void check_field_ref(ObjectReport& report, const Rule& rule, const Field& ref,
                     std::span<const std::string_view> allowed);

/// Judges a `resourceFieldRef`. A volume has to name the container (`names_container`), a container means itself.
void check_resource_field_ref(ObjectReport& report, const Rule& rule, const Field& ref, bool names_container);

}  // namespace feastctl::validate::kubernetes
