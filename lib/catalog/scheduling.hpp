/// @file
/// @brief FS560-FS574: where pods may run and as whom, as the API server judges it in the generated Deployment.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kSelectorExpression;
extern const Rule kSelectorLabel;
extern const Rule kNodeSelectorLabel;
extern const Rule kNodeAffinityTerm;
extern const Rule kAffinityWeight;
extern const Rule kPodAffinityTerm;
extern const Rule kMatchLabelKeys;
extern const Rule kTolerationOperator;
extern const Rule kTolerationEffect;
extern const Rule kTopologySpread;
extern const Rule kTopologySpreadTwice;
extern const Rule kPodResourceClaim;
extern const Rule kPodSecurityContext;
extern const Rule kPodSecurityProfile;
extern const Rule kProfileAnnotation;

/// The rules of this family.
std::span<const Rule* const> scheduling_rules();

}  // namespace feastctl::catalog
