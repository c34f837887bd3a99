/// @file
/// @brief Annotations of a pod template that Kubernetes gives a meaning to.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Judges the values of the annotations that Kubernetes reads itself: deletion cost, seccomp, AppArmor, mirror pods.
/// Source: ValidatePodSpecificAnnotations of pkg/apis/core/validation.
void check_pod_annotations(const Field& pod_template, ObjectReport& report);

/// Whether the pod has a container, or an init container, of that name.
bool has_container(const Field& pod_spec, std::string_view name);

}  // namespace feastctl::validate::kubernetes
