/// @file
/// @brief References to a pod's own fields and resources, from environment variables and volumes.
///
/// Source: pkg/apis/core/validation, validateObjectFieldSelector and validateContainerResourceFieldSelector.
#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/rule.hpp"

namespace feastctl::validate::kubernetes {

/// Checks a `fieldRef`. `allowed` are the paths that may be referred to here; labels and annotations with a key
/// (`metadata.labels['app']`) may be referred to anywhere.
void check_field_ref(ObjectReport& report, const Rule& rule, const Field& ref,
                     std::span<const std::string_view> allowed);

/// Checks a `resourceFieldRef`. A volume must name the container (`names_container`); a container refers to itself.
void check_resource_field_ref(ObjectReport& report, const Rule& rule, const Field& ref, bool names_container);

}  // namespace feastctl::validate::kubernetes
