/// @file
/// @brief FS545-FS559: what the API server refuses in HorizontalPodAutoscalers and PodDisruptionBudgets.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kAutoscalerBounds;        ///< FS545
extern const Rule kAutoscalerMetricType;    ///< FS546
extern const Rule kAutoscalerMetricSource;  ///< FS547
extern const Rule kAutoscalerMetricName;    ///< FS548
extern const Rule kAutoscalerTargetType;    ///< FS549
extern const Rule kAutoscalerTargetValue;   ///< FS550
extern const Rule kAutoscalerPolicy;        ///< FS551
extern const Rule kAutoscalerBehavior;      ///< FS552
extern const Rule kDisruptionBudgetValue;   ///< FS553

/// The family, sorted by code.
std::span<const Rule* const> autoscaling_rules();

}  // namespace feastctl::catalog
