/// @file
/// @brief FS580-FS595: the CronJob with its Jobs and the Deployment's own fields, as the API server judges them.
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kCronSchedule;         ///< FS580
extern const Rule kCronScheduleZone;     ///< FS581
extern const Rule kCronTimeZone;         ///< FS582
extern const Rule kConcurrencyPolicy;    ///< FS583
extern const Rule kJobNumber;            ///< FS584
extern const Rule kCompletionMode;       ///< FS585
extern const Rule kIndexedJob;           ///< FS586
extern const Rule kFailurePolicyRule;    ///< FS587
extern const Rule kFailurePolicyCodes;   ///< FS588
extern const Rule kFailurePolicyPods;    ///< FS589
extern const Rule kPodReplacement;       ///< FS590
extern const Rule kDeploymentStrategy;   ///< FS591
extern const Rule kRollingUpdate;        ///< FS592
extern const Rule kRollingUpdateStands;  ///< FS593

/// The rules of this family.
std::span<const Rule* const> job_rules();

}  // namespace feastctl::catalog
