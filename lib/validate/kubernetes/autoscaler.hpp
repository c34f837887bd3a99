/// @file
/// @brief What the API server refuses in HorizontalPodAutoscalers (autoscaling/v2).
///
/// Source: pkg/apis/autoscaling/validation. Omits checks that no FeatureStore can violate: a different scaleTargetRef,
/// fewer than one replica (the schema's minimum), an empty list of policies (the operator drops it).
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks the spec of an autoscaler: replicas, metrics, behavior.
void check_autoscaler(const Field& spec, ObjectReport& report);

/// Checks `metrics` of an autoscaler: each has a known type, the matching source and no other, and valid content.
void check_metrics(const Field& metrics, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
