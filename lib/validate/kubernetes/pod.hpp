/// @file
/// @brief Checks of a pod as a whole, except containers and volumes. Source: Kubernetes 1.35, core validation.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks a pod template (`spec.template`): scheduling, resource claims and security context. Containers, volumes, and
/// the format of labels and annotations are checked elsewhere.
void check_pod(const Field& pod_template, ObjectReport& report);

/// Checks the `securityContext` of a pod.
void check_pod_security(const Field& pod_spec, ObjectReport& report);

/// Compares the legacy seccomp and AppArmor annotations of a pod template with its security context: they must agree.
void check_profile_annotations(const Field& pod_template, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
