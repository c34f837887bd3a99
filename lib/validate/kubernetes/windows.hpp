/// @file
/// @brief The Windows part of a pod's security context. Source: Kubernetes 1.35, core validation.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks `securityContext.windowsOptions` of a pod spec, and whether the pod may run host processes.
void check_windows_options(const Field& pod_spec, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
