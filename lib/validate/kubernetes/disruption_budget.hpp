/// @file
/// @brief What the API server refuses in PodDisruptionBudgets. Source: pkg/apis/policy/validation.
///
/// That exactly one of the two values is given is a rule of the FeatureStore itself; the selector is ours.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Judges the spec of a budget: how many pods, or which share of them.
void check_disruption_budget(const Field& spec, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
