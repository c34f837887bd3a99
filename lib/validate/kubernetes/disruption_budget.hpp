/// @file
/// @brief What the API server refuses in PodDisruptionBudgets. Source: pkg/apis/policy/validation.
///
/// The FeatureStore's own rules ensure that exactly one of the two values is set; the selector is generated.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks the spec of a budget: a number or percentage of pods.
void check_disruption_budget(const Field& spec, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
