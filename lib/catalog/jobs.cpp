#include "catalog/jobs.hpp"

namespace feastctl::catalog {

const Rule kCronSchedule = {
    .code = "FS580",
    .name = "cron-schedule",
    .sentence = "The schedule of the cron job is none.",
    .why =
        "The API server refuses the CronJob. A schedule has the five fields minute, hour, day of month, "
        "month and day of week, or is one word such as @daily. Source: Kubernetes 1.35, validation of "
        "CronJobs, which reads schedules with github.com/robfig/cron/v3.",
    .remedy = "Write five fields, such as \"0 3 * * *\" for every night at three, or @hourly, @daily, @weekly.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: "0 3 * * * *"
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: "0 3 * * *"
)",
};

const Rule kCronScheduleZone = {
    .code = "FS581",
    .name = "cron-schedule-zone",
    .sentence = "The schedule of the cron job names a time zone, which has its own field.",
    .why =
        "The API server refuses TZ= and CRON_TZ= in the schedules of new CronJobs. Source: Kubernetes 1.35, "
        "validation of CronJobs.",
    .remedy = "Write the zone under timeZone and drop it from the schedule.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: TZ=Europe/Paris 0 3 * * *
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    timeZone: Europe/Paris
)",
};

const Rule kCronTimeZone = {
    .code = "FS582",
    .name = "cron-time-zone",
    .sentence = "The time zone of the cron job is not one that Kubernetes knows.",
    .why =
        "The API server refuses the CronJob. Zones go by their IANA names, capitals included; Local and "
        "abbreviations such as CEST are none. Source: Kubernetes 1.35, validation of CronJobs, with the "
        "zones of tzdata.",
    .remedy =
        "Write an IANA name such as Europe/Paris, or leave timeZone out for that of the cluster's "
        "controller.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    timeZone: europe/paris
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    timeZone: Europe/Paris
)",
};

const Rule kConcurrencyPolicy = {
    .code = "FS583",
    .name = "cron-concurrency-policy",
    .sentence = "The concurrencyPolicy of the cron job is none that Kubernetes knows.",
    .why = "The API server refuses the CronJob. Source: Kubernetes 1.35, validation of CronJobs.",
    .remedy =
        "Write Allow (the default), Forbid to skip a run while the last one goes on, or Replace to stop the "
        "last one.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    concurrencyPolicy: Never
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    concurrencyPolicy: Forbid
)",
};

const Rule kJobNumber = {
    .code = "FS584",
    .name = "job-number",
    .sentence = "A number of the cron job or its jobs is negative.",
    .why = "The API server refuses the CronJob. Source: Kubernetes 1.35, validation of CronJobs and Jobs.",
    .remedy = "Write 0 or more, or leave the field out for its default.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    successfulJobsHistoryLimit: -1
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    successfulJobsHistoryLimit: 0
)",
};

const Rule kCompletionMode = {
    .code = "FS585",
    .name = "job-completion-mode",
    .sentence = "The completionMode of the jobs is none that Kubernetes knows.",
    .why = "The API server refuses the CronJob. Source: Kubernetes 1.35, validation of Jobs.",
    .remedy = "Write NonIndexed (the default), or Indexed with completions.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      completionMode: Sequential
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      completionMode: NonIndexed
)",
};

const Rule kIndexedJob = {
    .code = "FS586",
    .name = "job-indexed",
    .sentence = "Fields that only indexed jobs have stand without completionMode: Indexed, or do not go together.",
    .why =
        "The API server refuses the CronJob. backoffLimitPerIndex and maxFailedIndexes need completionMode: "
        "Indexed, that needs completions, maxFailedIndexes needs backoffLimitPerIndex, and all have upper "
        "limits. Source: Kubernetes 1.35, validation of Jobs.",
    .remedy = "Write completionMode: Indexed with completions, or use backoffLimit alone.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      backoffLimitPerIndex: 1
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      completionMode: Indexed
      completions: 3
      backoffLimitPerIndex: 1
)",
};

const Rule kFailurePolicyRule = {
    .code = "FS587",
    .name = "failure-policy-rule",
    .sentence =
        "A rule of podFailurePolicy has a bad action, or not exactly one of onExitCodes and "
        "onPodConditions.",
    .why =
        "The API server refuses the CronJob. FailIndex also needs backoffLimitPerIndex, and 20 rules are "
        "the most. Source: Kubernetes 1.35, validation of Jobs.",
    .remedy =
        "Give each rule one action (Count, FailIndex, FailJob or Ignore) and one of onExitCodes and "
        "onPodConditions.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podFailurePolicy:
        rules:
          - action: FailJob
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podFailurePolicy:
        rules:
          - action: FailJob
            onExitCodes: {operator: In, values: [42]}
)",
};

const Rule kFailurePolicyCodes = {
    .code = "FS588",
    .name = "failure-policy-exit-codes",
    .sentence = "The onExitCodes of a podFailurePolicy rule have a bad operator, container or list of codes.",
    .why =
        "The API server refuses the CronJob. The codes stand in ascending order, each once, at most 255 of "
        "them, and 0 is no failure that In could match. The containers are named feast-0, feast-1 and so "
        "on. Source: Kubernetes 1.35, validation of Jobs.",
    .remedy = "Write operator In or NotIn and the exit codes in ascending order.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podFailurePolicy:
        rules:
          - action: FailJob
            onExitCodes: {operator: In, values: [3, 2]}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podFailurePolicy:
        rules:
          - action: FailJob
            onExitCodes: {operator: In, values: [2, 3]}
)",
};

const Rule kFailurePolicyPods = {
    .code = "FS589",
    .name = "failure-policy-pod-conditions",
    .sentence = "A pod condition of a podFailurePolicy rule has a bad type or status.",
    .why =
        "The API server refuses the CronJob. The status is True (the default), False or Unknown, and 20 "
        "conditions are the most. Source: Kubernetes 1.35, validation of Jobs.",
    .remedy = "Write a condition such as type: DisruptionTarget with status: \"True\", in quotes.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podFailurePolicy:
        rules:
          - action: Ignore
            onPodConditions: [{type: DisruptionTarget, status: "Yes"}]
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podFailurePolicy:
        rules:
          - action: Ignore
            onPodConditions: [{type: DisruptionTarget, status: "True"}]
)",
};

const Rule kPodReplacement = {
    .code = "FS590",
    .name = "job-pod-replacement",
    .sentence = "The podReplacementPolicy of the jobs is unknown, or is not Failed beside a podFailurePolicy.",
    .why =
        "The API server refuses the CronJob. With a podFailurePolicy a pod is only replaced once it has "
        "failed for good. Source: Kubernetes 1.35, validation of Jobs.",
    .remedy = "Write Failed, or TerminatingOrFailed without a podFailurePolicy, or leave the field out.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podReplacementPolicy: Always
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  cronJob:
    schedule: 0 3 * * *
    jobSpec:
      podReplacementPolicy: Failed
)",
};

const Rule kDeploymentStrategy = {
    .code = "FS591",
    .name = "deployment-strategy",
    .sentence = "The type of deploymentStrategy is none that Deployments have.",
    .why = "The API server refuses the Deployment. Source: Kubernetes 1.35, validation of Deployments.",
    .remedy = "Write Recreate (stop the old pods first) or RollingUpdate (start new ones first).",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    deploymentStrategy:
      type: BlueGreen
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    deploymentStrategy:
      type: RollingUpdate
)",
};

const Rule kRollingUpdate = {
    .code = "FS592",
    .name = "rolling-update",
    .sentence = "maxSurge or maxUnavailable is no number or percentage of pods, or both are zero.",
    .why =
        "The API server refuses the Deployment: with neither a pod more nor a pod less, an update could "
        "never begin. maxUnavailable is at most 100%. Source: Kubernetes 1.35, validation of Deployments.",
    .remedy = "Write whole numbers or percentages in quotes, and let one of the two be more than zero.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    deploymentStrategy:
      type: RollingUpdate
      rollingUpdate: {maxSurge: 0, maxUnavailable: 0}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    deploymentStrategy:
      type: RollingUpdate
      rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
)",
};

const Rule kRollingUpdateStands = {
    .code = "FS593",
    .name = "rolling-update-with-recreate",
    .sentence = "deploymentStrategy has type Recreate and also rollingUpdate.",
    .why =
        "The API server refuses the Deployment: Recreate stops all old pods before it starts new ones, so "
        "there is nothing to roll. Source: Kubernetes 1.35, validation of Deployments.",
    .remedy = "Drop rollingUpdate, or write type: RollingUpdate.",
    .wrong = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    deploymentStrategy:
      type: Recreate
      rollingUpdate: {maxSurge: 1}
)",
    .right = R"(apiVersion: feast.dev/v1
kind: FeatureStore
metadata:
  name: sample
spec:
  feastProject: my_project
  services:
    deploymentStrategy:
      type: Recreate
)",
};

std::span<const Rule* const> job_rules() {
  static constexpr const Rule* kRules[] = {
      &kCronSchedule,   &kCronScheduleZone,   &kCronTimeZone,      &kConcurrencyPolicy,  &kJobNumber,
      &kCompletionMode, &kIndexedJob,         &kFailurePolicyRule, &kFailurePolicyCodes, &kFailurePolicyPods,
      &kPodReplacement, &kDeploymentStrategy, &kRollingUpdate,     &kRollingUpdateStands};
  return kRules;
}

}  // namespace feastctl::catalog
