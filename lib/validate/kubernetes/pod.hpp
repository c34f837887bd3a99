/// @file
/// @brief What is judged of a pod as a whole, containers and volumes apart. Source: Kubernetes 1.35, core validation.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Judges a pod template (`spec.template`): scheduling, resource claims and security context. Containers, volumes, and
/// the form of labels and annotations are judged elsewhere.
void check_pod(const Field& pod_template, ObjectReport& report);

/// Judges the `securityContext` of a pod.
void check_pod_security(const Field& pod_spec, ObjectReport& report);

/// Compares the old seccomp and AppArmor annotations of a pod template with its security context: both must say the
/// same.
void check_profile_annotations(const Field& pod_template, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
