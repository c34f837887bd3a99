/// @file
/// @brief CronJobs, Jobs and Deployments, pods apart. Source: Kubernetes 1.35, validation of batch and apps.
#pragma once

#include <cstddef>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate::kubernetes {

/// Judges the `spec` of a CronJob: schedule, time zone, limits and the Job that it makes.
void check_cron_job(const Field& spec, ObjectReport& report);

/// Judges the `spec` of a Job (`spec.jobTemplate.spec` of a CronJob).
void check_job(const Field& spec, ObjectReport& report);

/// Judges the `podFailurePolicy` of a Job's spec.
void check_pod_failure_policy(const Field& job_spec, ObjectReport& report);

/// Judges the `spec` of a Deployment: its strategy. Replicas and selector are the builder's own.
void check_deployment(const Field& spec, ObjectReport& report);

/// Moves a finding's place to the bytes [begin, end) of a string that the user wrote, where it is known how the bytes
/// of the value stand in the text.
void point_within(Diagnostic& finding, const Field& text, std::size_t begin, std::size_t end);

}  // namespace feastctl::validate::kubernetes
