/// @file
/// @brief CronJobs, Jobs and Deployments, except pods. Source: Kubernetes 1.35, validation of batch and apps.
#pragma once

#include <cstddef>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Checks the `spec` of a CronJob: schedule, time zone, limits and the Job that it creates.
void check_cron_job(const Field& spec, ObjectReport& report);

/// Checks the `spec` of a Job (`spec.jobTemplate.spec` of a CronJob).
void check_job(const Field& spec, ObjectReport& report);

/// Checks the `podFailurePolicy` of a Job's spec.
void check_pod_failure_policy(const Field& job_spec, ObjectReport& report);

/// Checks the `spec` of a Deployment: its strategy. Replicas and selector come from the builder.
void check_deployment(const Field& spec, ObjectReport& report);

/// Moves a finding's place to the bytes [begin, end) of a string that the user wrote, if the bytes of the value can be
/// located in the text.
void point_within(Diagnostic& finding, const Field& text, std::size_t begin, std::size_t end);

}  // namespace feastctl::validate::kubernetes
