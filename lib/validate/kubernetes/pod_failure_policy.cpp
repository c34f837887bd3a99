#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string>

#include "base/names.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/pod_annotations.hpp"
#include "validate/kubernetes/workloads.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 4> kActions = {"Count", "FailIndex", "FailJob", "Ignore"};
constexpr std::array<std::string_view, 2> kCodeOperators = {"In", "NotIn"};
constexpr std::array<std::string_view, 3> kStatuses = {"False", "True", "Unknown"};
constexpr std::size_t kMostRules = 20;
constexpr std::size_t kMostCodes = 255;
constexpr std::size_t kMostConditions = 20;

void at_most_items(const Field& list, std::size_t limit, const Rule& rule, ObjectReport& report) {
  if (list.size() <= limit) return;
  report.add(rule, list, fmt::format("{} has too many entries", short_path(list)))
      .with_found(fmt::format("{} entries", list.size()))
      .with_expected(fmt::format("at most {}", limit));
}

/// The names of the pod's containers, joined for a message.
std::string container_names(const Field& pod_spec) {
  std::string names;
  for (const std::string_view list : {"initContainers", "containers"}) {
    const Field containers = pod_spec.child(list);
    for (std::size_t i = 0; i < containers.size(); ++i) {
      const Field container = containers.item(i);
      if (!names.empty()) names += ", ";
      names += container.child("name").text();
    }
  }
  return names;
}

bool has_code_before(const Field& values, std::size_t index, std::int64_t code) {
  for (std::size_t i = 0; i < index; ++i) {
    if (values.item(i).integer() == code) return true;
  }
  return false;
}

/// The first few codes as they stand, for a message.
std::string joined_codes(const Field& values) {
  constexpr std::size_t kShown = 10;
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += ", ";
    if (i == kShown) return text + "…";
    text += shown(values.item(i));
  }
  return text;
}

void check_codes(const Field& values, std::string_view op, ObjectReport& report) {
  at_most_items(values, kMostCodes, catalog::kFailurePolicyCodes, report);
  bool ordered = true;
  std::int64_t last = INT64_MIN;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field value = values.item(i);
    const std::int64_t code = value.integer().value_or(0);
    if (op == "In" && code == 0) {
      report.add(catalog::kFailurePolicyCodes, value, "exit code 0 is not a failure, so operator In cannot match it")
          .with_found(shown(value))
          .with_hint("remove the 0, or write operator: NotIn");
    }
    if (i < kMostCodes && has_code_before(values, i, code)) {
      report.add(catalog::kFailurePolicyCodes, value, fmt::format("duplicate exit code {}", code))
          .with_found(shown(value))
          .with_hint("list each code once");
    }
    ordered = ordered && last <= code;
    last = code;
  }
  if (ordered) return;
  report.add(catalog::kFailurePolicyCodes, values, "exit codes must be in ascending order")
      .with_found(joined_codes(values))
      .with_expected("the same codes, sorted");
}

void check_exit_codes(const Field& on_exit_codes, const Field& pod_spec, ObjectReport& report) {
  const Field op = on_exit_codes.child("operator");
  if (required(report, catalog::kFailurePolicyCodes, op, "write In or NotIn")) {
    one_of(report, catalog::kFailurePolicyCodes, op, kCodeOperators);
  }
  const Field container = on_exit_codes.child("containerName");
  if (container.is_string() && !has_container(pod_spec, container.text())) {
    report.add(catalog::kFailurePolicyCodes, container, fmt::format("the job has no container {}", shown(container)))
        .with_found(shown(container))
        .with_expected(fmt::format("one of {}", container_names(pod_spec)))
        .with_hint(
            "the containers are feast-0, feast-1 and so on, one per command; remove the name to match all of them");
  }
  const Field values = on_exit_codes.child("values");
  if (values.size() == 0) {
    report.add(catalog::kFailurePolicyCodes, values, "at least one exit code is required")
        .with_found(shown(values))
        .with_expected("a list of exit codes, such as [42]");
  }
  check_codes(values, op.text(), report);
}

void check_conditions(const Field& conditions, ObjectReport& report) {
  at_most_items(conditions, kMostConditions, catalog::kFailurePolicyPods, report);
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const Field condition = conditions.item(i);
    const Field type = condition.child("type");
    if (const NameProblem problem = qualified_name_problem(type.text())) {
      report
          .add(catalog::kFailurePolicyPods, type,
               fmt::format("{} is not a valid pod condition type: it {}", shown(type), *problem))
          .with_found(shown(type))
          .with_expected("a type such as DisruptionTarget");
    }
    const Field status = condition.child("status");
    if (!status.text().empty()) one_of(report, catalog::kFailurePolicyPods, status, kStatuses);
  }
}

void check_action(const Field& action, const Field& job_spec, ObjectReport& report) {
  if (!required(report, catalog::kFailurePolicyRule, action, "write Count, FailIndex, FailJob or Ignore")) return;
  if (!one_of(report, catalog::kFailurePolicyRule, action, kActions)) return;
  if (action.text() != "FailIndex" || job_spec.child("backoffLimitPerIndex").present()) return;
  report.add(catalog::kFailurePolicyRule, action, "the action FailIndex requires backoffLimitPerIndex")
      .with_found(shown(action))
      .with_hint("add backoffLimitPerIndex and completionMode: Indexed, or write FailJob");
}

void check_rule(const Field& rule, const Field& job_spec, ObjectReport& report) {
  check_action(rule.child("action"), job_spec, report);
  const Field on_exit_codes = rule.child("onExitCodes");
  const Field on_pod_conditions = rule.child("onPodConditions");
  const Field pod_template = job_spec.child("template");
  if (on_exit_codes.is_map()) check_exit_codes(on_exit_codes, pod_template.child("spec"), report);
  check_conditions(on_pod_conditions, report);
  const bool has_codes = on_exit_codes.is_map();
  if (has_codes != (on_pod_conditions.size() > 0)) return;
  report
      .add(catalog::kFailurePolicyRule, rule,
           has_codes ? "onExitCodes and onPodConditions are mutually exclusive"
                     : "the rule must set onExitCodes or onPodConditions")
      .with_found(has_codes ? "onExitCodes and onPodConditions" : "neither")
      .with_expected("one of onExitCodes and onPodConditions")
      .with_hint(has_codes ? "split it into two rules" : "add onExitCodes, such as {operator: In, values: [1]}");
}

}  // namespace

void check_pod_failure_policy(const Field& job_spec, ObjectReport& report) {
  const Field policy = job_spec.child("podFailurePolicy");
  if (!policy.is_map()) return;
  const Field rules = policy.child("rules");
  at_most_items(rules, kMostRules, catalog::kFailurePolicyRule, report);
  for (std::size_t i = 0; i < rules.size(); ++i) check_rule(rules.item(i), job_spec, report);
}

}  // namespace feastctl::validate::kubernetes
