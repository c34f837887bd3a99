/// @file
/// @brief Annotations of a pod template that Kubernetes gives a meaning to.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Judges the values of the annotations that Kubernetes reads itself: deletion cost, seccomp, AppArmor, mirror pods.
/// Source: ValidatePodSpecificAnnotations of pkg/apis/core/validation.
void check_pod_annotations(const Field& pod_template, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
