/// @file
/// @brief What the API server refuses in HorizontalPodAutoscalers (autoscaling/v2).
///
/// Source: pkg/apis/autoscaling/validation. Left out is what no FeatureStore can bring about: a scaleTargetRef other
/// than ours, fewer than one replica (the schema's minimum), an empty list of policies (the operator drops it).
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Judges the spec of an autoscaler: replicas, metrics, behavior.
void check_autoscaler(const Field& spec, ObjectReport& report);

/// Judges `metrics` of an autoscaler: a known type each, its source and no other, and what the source says.
void check_metrics(const Field& metrics, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
