#include "validate/kubernetes/autoscaler.hpp"

#include <fmt/format.h>

#include <array>

#include "catalog/codes.hpp"
#include "validate/kubernetes/amounts.hpp"
#include "validate/kubernetes/checks.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::int64_t kLongestPeriod = 1800;
constexpr std::int64_t kLongestWindow = 3600;
constexpr std::array<std::string_view, 2> kPolicyTypes = {"Percent", "Pods"};
constexpr std::array<std::string_view, 3> kSelectPolicies = {"Disabled", "Max", "Min"};

/// Bounds as the server sees them: minReplicas is 1 when it is left out.
void check_bounds(const Field& spec, ObjectReport& report) {
  const Field least = spec.child("minReplicas");
  const Field most = spec.child("maxReplicas");
  const std::int64_t low = least.integer().value_or(1);
  const auto high = most.integer();
  if (low < 1) {
    report.add(catalog::kAutoscalerBounds, least, "minReplicas must be at least 1")
        .with_found(shown(least))
        .with_expected("1 or more");
  }
  if (!high) return;
  if (*high < 1) {
    report.add(catalog::kAutoscalerBounds, most, "maxReplicas must be at least 1")
        .with_found(shown(most))
        .with_expected("1 or more");
  }
  if (*high >= low) return;
  auto& d = report.add(catalog::kAutoscalerBounds, most, "maxReplicas is less than minReplicas")
                .with_found(fmt::format("{}, with minReplicas {}", *high, low))
                .with_expected(fmt::format("{} or more", low));
  add_note(d, "minReplicas is set here", least);
}

void check_policy(const Field& policy, ObjectReport& report) {
  const Field type = policy.child("type");
  const Field value = policy.child("value");
  const Field period = policy.child("periodSeconds");
  one_of(report, catalog::kAutoscalerPolicy, type, kPolicyTypes);
  if (value.integer().value_or(0) <= 0) {
    report.add(catalog::kAutoscalerPolicy, value, fmt::format("{} must be greater than zero", short_path(value)))
        .with_found(shown(value))
        .with_expected("1 or more pods or percent")
        .with_hint("set selectPolicy: Disabled to stop scaling in this direction");
  }
  const std::int64_t seconds = period.integer().value_or(0);
  if (seconds >= 1 && seconds <= kLongestPeriod) return;
  report.add(catalog::kAutoscalerPolicy, period, fmt::format("{} is out of range", short_path(period)))
      .with_found(shown(period))
      .with_expected(fmt::format("1 to {} seconds", kLongestPeriod));
}

void check_scaling_rules(const Field& rules, ObjectReport& report) {
  const Field tolerance = rules.child("tolerance");
  const Field policies = rules.child("policies");
  in_range(report, catalog::kAutoscalerBehavior, rules.child("stabilizationWindowSeconds"), 0, kLongestWindow);
  one_of(report, catalog::kAutoscalerBehavior, rules.child("selectPolicy"), kSelectPolicies);
  for (std::size_t i = 0; i < policies.size(); ++i) check_policy(policies.item(i), report);
  const auto amount = quantity_at(tolerance);
  if (!amount || amount->sign() >= 0) return;
  report.add(catalog::kAutoscalerBehavior, tolerance, fmt::format("{} must not be negative", short_path(tolerance)))
      .with_found(shown(tolerance))
      .with_expected("0 or more, such as 0.05 for 5%");
}

}  // namespace

void check_autoscaler(const Field& spec, ObjectReport& report) {
  const Field behavior = spec.child("behavior");
  check_bounds(spec, report);
  check_metrics(spec.child("metrics"), report);
  check_scaling_rules(behavior.child("scaleUp"), report);
  check_scaling_rules(behavior.child("scaleDown"), report);
}

}  // namespace feastctl::validate::kubernetes
