/// @file
/// @brief Annotations of a pod template that Kubernetes interprets.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks the values of the annotations that Kubernetes interprets: deletion cost, seccomp, AppArmor, mirror pods.
/// Source: ValidatePodSpecificAnnotations of pkg/apis/core/validation.
void check_pod_annotations(const Field& pod_template, ObjectReport& report);

/// Whether the pod has a container or init container with that name.
bool has_container(const Field& pod_spec, std::string_view name);

}  // namespace feastctl::validate::kubernetes
