#include "validate/kubernetes/workloads.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/tree.hpp"
#include "unit/validate/kubernetes/judge.hpp"

using namespace feastctl;
using namespace feastctl::validate::kubernetes;

namespace {

Lines judge_object(std::string_view text, std::string_view below = {}) {
  Arena arena;
  const TreeBuilder tree(arena);
  return judge(*store_named(tree, "sample"), *test::tree_of(tree, text), below);
}

/// `more` in the spec of a CronJob; paths are below `spec.`.
Lines judge_cron(std::string_view more) {
  return judge_object("{kind: CronJob, metadata: {name: feast-sample}, spec: {" + std::string(more) + "}}", "spec.");
}

/// `more` in the spec of a CronJob's Job; paths are below that.
Lines judge_job(std::string_view more) {
  return judge_object(
      "{kind: CronJob, metadata: {name: feast-sample}, spec: {schedule: '@daily', jobTemplate: {spec: {"
      "template: {spec: {initContainers: [{name: feast-0, image: a}], containers: [{name: feast-1, image: a}]}}, " +
          std::string(more) + "}}}}",
      "spec.jobTemplate.spec.");
}

Lines judge_strategy(std::string_view strategy) {
  return judge_object(
      "{kind: Deployment, metadata: {name: feast-sample}, spec: {strategy: " + std::string(strategy) + "}}", "spec.");
}

Lines judge_rule(std::string_view rule) {
  return judge_job("podFailurePolicy: {rules: [" + std::string(rule) + "]}");
}

}  // namespace

TEST_CASE("cron jobs") {
  CHECK(judge_cron("schedule: '@daily', timeZone: Europe/Paris, concurrencyPolicy: '', startingDeadlineSeconds: 0,"
                   "successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0") == Lines{});
  CHECK(judge_cron("schedule: '61 * * * *'") == Lines{"FS580 schedule"});
  CHECK(judge_cron("schedule: ''") == Lines{"FS580 schedule"});
  CHECK(judge_cron("schedule: 'TZ=UTC * * * * *'") == Lines{"FS581 schedule"});
  CHECK(judge_cron("schedule: 'CRON_TZ=UTC'") == Lines{"FS581 schedule"});
  for (const std::string_view zone : {"", "Local", "local", "Mars/Base", "europe/paris", "Europe//Paris", "../UTC",
                                      "America/LongerThanFourteen", "-UTC", "CEST"}) {
    CAPTURE(zone);
    CHECK(judge_cron("schedule: '@daily', timeZone: '" + std::string(zone) + "'") == Lines{"FS582 timeZone"});
  }
  for (const std::string_view zone :
       {"America/Argentina/ComodRivadavia", "America/New_York", "Etc/GMT+1", "Etc/GMT-14", "UTC"}) {
    CAPTURE(zone);
    CHECK(judge_cron("schedule: '@daily', timeZone: '" + std::string(zone) + "'") == Lines{});
  }
  CHECK(judge_cron("schedule: '@daily', concurrencyPolicy: Never") == Lines{"FS583 concurrencyPolicy"});
  CHECK(judge_cron("schedule: '@daily', startingDeadlineSeconds: -1, successfulJobsHistoryLimit: -1, "
                   "failedJobsHistoryLimit: -1") ==
        Lines{"FS584 failedJobsHistoryLimit", "FS584 startingDeadlineSeconds", "FS584 successfulJobsHistoryLimit"});
  const std::string pod = "spec: {containers: [{name: feast-0, image: ''}]}";
  CHECK(judge_cron("schedule: '@daily', jobTemplate: {spec: {template: {" + pod + "}}}") ==
        Lines{"FS510 jobTemplate.spec.template.spec.containers[0].image"});
}

TEST_CASE("a finding in a schedule points at the part at fault") {
  Arena arena;
  const TreeBuilder tree(arena);
  Node* schedule = tree.string("0 61 * * *");
  Diagnostic d;
  const Field plain(schedule);
  schedule->span = {1, 100, 110};
  point_within(d, plain, 2, 4);
  CHECK(d.where == Span{1, 102, 104});
  point_within(d, plain, 5, 10);  // to its end
  CHECK(d.where == Span{1, 105, 110});
  point_within(d, plain, 3, 3);  // nothing to point at
  CHECK(d.where == Span{1, 105, 110});
  schedule->span = {1, 100, 112};  // in quotes
  point_within(d, plain, 2, 4);
  CHECK(d.where == Span{1, 103, 105});
  schedule->span = {1, 100, 120};  // with escapes: who knows
  d.where = schedule->span;
  point_within(d, plain, 2, 4);
  CHECK(d.where == schedule->span);
}

TEST_CASE("jobs") {
  CHECK(
      judge_job("parallelism: 0, completions: 3, activeDeadlineSeconds: 0, backoffLimit: 2, ttlSecondsAfterFinished: 0,"
                "completionMode: NonIndexed, podReplacementPolicy: TerminatingOrFailed") == Lines{});
  CHECK(judge_job("completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 3") == Lines{});
  for (const std::string key :
       {"parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"}) {
    CAPTURE(key);
    CHECK(judge_job(key + ": -1") == Lines{"FS584 " + key});
  }
  CHECK(judge_job("completionMode: ''") == Lines{"FS585 completionMode"});
  CHECK(judge_job("completionMode: indexed") == Lines{"FS585 completionMode"});
  CHECK(judge_job("completionMode: Indexed") == Lines{"FS586 completions"});
  CHECK(judge_job("backoffLimitPerIndex: 1") == Lines{"FS586 backoffLimitPerIndex"});
  CHECK(judge_job("maxFailedIndexes: 1") == Lines{"FS586 backoffLimitPerIndex", "FS586 maxFailedIndexes"});
  const std::string indexed = "completionMode: Indexed, backoffLimitPerIndex: 1, ";
  CHECK(judge_job(indexed + "completions: 2, maxFailedIndexes: 3") == Lines{"FS586 maxFailedIndexes"});
  CHECK(judge_job(indexed + "completions: 2, parallelism: 100001") == Lines{"FS586 parallelism"});
  CHECK(judge_job(indexed + "completions: 100000") == Lines{});
  CHECK(judge_job(indexed + "completions: 100001") == Lines{"FS586 maxFailedIndexes"});
  CHECK(judge_job(indexed + "completions: 100002, maxFailedIndexes: 100001") ==
        Lines{"FS586 maxFailedIndexes", "FS586 maxFailedIndexes"});  // above both limits
  CHECK(judge_job(indexed + "completions: 100001, maxFailedIndexes: 10000, parallelism: 10000") == Lines{});
  CHECK(judge_job(indexed + "completions: 100001, maxFailedIndexes: 10001, parallelism: 10001") ==
        Lines{"FS586 maxFailedIndexes", "FS586 parallelism"});
  CHECK(judge_job("podReplacementPolicy: ''") == Lines{"FS590 podReplacementPolicy"});
  CHECK(judge_job("podReplacementPolicy: Always") == Lines{"FS590 podReplacementPolicy"});
  CHECK(judge_job("podFailurePolicy: {rules: []}, podReplacementPolicy: TerminatingOrFailed") ==
        Lines{"FS590 podReplacementPolicy"});
  CHECK(judge_job("podFailurePolicy: {rules: []}, podReplacementPolicy: Failed") == Lines{});
}

TEST_CASE("rules of a podFailurePolicy") {
  const std::string at = "podFailurePolicy.rules[0]";
  CHECK(judge_rule("{action: Count, onExitCodes: {operator: NotIn, values: [0, 1], containerName: feast-0}},"
                   "{action: Ignore, onPodConditions: [{type: DisruptionTarget, status: ''}]}") == Lines{});
  CHECK(judge_rule("{action: '', onPodConditions: [{type: A}]}") == Lines{"FS587 " + at + ".action"});
  CHECK(judge_rule("{action: Fail, onPodConditions: [{type: A}]}") == Lines{"FS587 " + at + ".action"});
  CHECK(judge_rule("{action: FailIndex, onPodConditions: [{type: A}]}") == Lines{"FS587 " + at + ".action"});
  CHECK(judge_rule("{action: FailJob}") == Lines{"FS587 " + at});
  CHECK(judge_rule("{action: FailJob, onExitCodes: {operator: In, values: [1]}, onPodConditions: [{type: A}]}") ==
        Lines{"FS587 " + at});
  const auto codes = [](std::string_view more) {
    return judge_rule("{action: FailJob, onExitCodes: {" + std::string(more) + "}}");
  };
  const std::string in = at + ".onExitCodes";
  CHECK(codes("operator: '', values: [0]") == Lines{"FS588 " + in + ".operator"});
  CHECK(codes("operator: Is, values: [0]") == Lines{"FS588 " + in + ".operator"});
  CHECK(codes("operator: In, values: [1], containerName: main") == Lines{"FS588 " + in + ".containerName"});
  CHECK(codes("operator: In, values: []") == Lines{"FS588 " + in + ".values"});
  CHECK(codes("operator: In, values: [0, 2]") == Lines{"FS588 " + in + ".values[0]"});
  CHECK(codes("operator: In, values: [2, 2]") == Lines{"FS588 " + in + ".values[1]"});
  CHECK(codes("operator: NotIn, values: [3, 2]") == Lines{"FS588 " + in + ".values"});
  const std::string condition = at + ".onPodConditions[0]";
  CHECK(judge_rule("{action: Ignore, onPodConditions: [{type: '', status: 'Yes'}]}") ==
        Lines{"FS589 " + condition + ".status", "FS589 " + condition + ".type"});
}

TEST_CASE("lists in a podFailurePolicy have an end") {
  const auto times = [](std::size_t count, const std::string& item) {
    std::string list = item;
    for (std::size_t i = 1; i < count; ++i) list += ", " + item;
    return list;
  };
  const auto codes = [](int count, const std::string& last) {
    std::string list;
    for (int i = 1; i < count; ++i) list += std::to_string(i) + ", ";
    return judge_rule("{action: Ignore, onExitCodes: {operator: In, values: [" + list + last + "]}}");
  };
  const std::string at = "podFailurePolicy.rules";
  CHECK(codes(255, "255") == Lines{});
  CHECK(codes(256, "256") == Lines{"FS588 " + at + "[0].onExitCodes.values"});
  CHECK(codes(256, "255") == Lines{"FS588 " + at + "[0].onExitCodes.values"});  // repetitions count within the limit
  const auto conditions = [&](std::size_t count) {
    return judge_rule("{action: Ignore, onPodConditions: [" + times(count, "{type: A}") + "]}");
  };
  CHECK(conditions(20) == Lines{});
  CHECK(conditions(21) == Lines{"FS589 " + at + "[0].onPodConditions"});
  const std::string rule = "{action: Ignore, onPodConditions: [{type: A}]}";
  CHECK(judge_rule(times(20, rule)) == Lines{});
  CHECK(judge_rule(times(21, rule)) == Lines{"FS587 " + at});
}

TEST_CASE("strategies of deployments") {
  for (const std::string_view good : {"{}", "{type: Recreate}", "{rollingUpdate: {maxSurge: 0}}",
                                      "{type: RollingUpdate, rollingUpdate: {maxSurge: 200%}}",
                                      "{type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}",
                                      "{rollingUpdate: {maxUnavailable: 0%}}", "{rollingUpdate: {maxSurge: 190%}}",
                                      "{rollingUpdate: {maxSurge: 0, maxUnavailable: 5%}}"}) {
    CAPTURE(good);
    CHECK(judge_strategy(good) == Lines{});
  }
  const std::string at = "FS592 strategy.rollingUpdate.";
  CHECK(judge_strategy("{type: Rolling, rollingUpdate: {maxSurge: x}}") == Lines{"FS591 strategy"});
  CHECK(judge_strategy("{type: Recreate, rollingUpdate: {}}") == Lines{"FS593 strategy.rollingUpdate"});
  CHECK(judge_strategy("{rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}") == Lines{at + "maxUnavailable"});
  CHECK(judge_strategy("{rollingUpdate: {maxSurge: 0, maxUnavailable: '0'}}") ==
        Lines{at + "maxUnavailable", at + "maxUnavailable"});
  for (const std::string_view zero : {"'+0'", "'-0'", "none", "'+'"}) {
    CAPTURE(zero);
    CHECK(judge_strategy("{rollingUpdate: {maxSurge: 0, maxUnavailable: " + std::string(zero) + "}}") ==
          Lines{at + "maxUnavailable", at + "maxUnavailable"});
  }
  for (const std::string_view other : {"'1'", "'+1'", "'-1'"}) {
    CAPTURE(other);
    CHECK(judge_strategy("{rollingUpdate: {maxSurge: 0, maxUnavailable: " + std::string(other) + "}}") ==
          Lines{at + "maxUnavailable"});
  }
  CHECK(judge_strategy("{rollingUpdate: {maxSurge: '%'}}") == Lines{at + "maxSurge"});
  CHECK(judge_strategy("{rollingUpdate: {maxSurge: 1Gi, maxUnavailable: 101%}}") ==
        Lines{at + "maxSurge", at + "maxUnavailable"});
  CHECK(judge_strategy("{rollingUpdate: {maxSurge: -1}}") == Lines{at + "maxSurge"});
}
