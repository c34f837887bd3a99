/// @file
/// @brief Where a pod may run: affinity, tolerations, topology spread. Source: Kubernetes 1.35, core validation.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks a pod's `affinity`.
void check_affinity(const Field& affinity, ObjectReport& report);

/// Checks a pod's `tolerations`.
void check_tolerations(const Field& tolerations, ObjectReport& report);

/// Checks a pod's `topologySpreadConstraints`.
void check_topology_spread(const Field& constraints, ObjectReport& report);

/// Checks the matchLabelKeys and mismatchLabelKeys of an affinity term or a spread constraint against its
/// labelSelector.
void check_match_label_keys(const Field& term, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
