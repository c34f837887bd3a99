#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/amounts.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/workloads.hpp"

namespace feastctl::validate::kubernetes {

namespace {

constexpr std::array<std::string_view, 2> kStrategies = {"Recreate", "RollingUpdate"};

/// Whether Kubernetes counts the value as zero: texts that are no number too, but not an absent value (25%).
bool counts_as_zero(const Field& amount) {
  if (!amount.present()) return false;
  if (!amount.is_string()) return amount.integer() == 0;
  std::string_view text = amount.text();
  if (text.ends_with('%')) {
    text.remove_suffix(1);
  } else if (text.starts_with('+') || text.starts_with('-')) {
    text.remove_prefix(1);
  }
  const bool number = !text.empty() && std::ranges::all_of(text, is_digit);
  return !number || text.find_first_not_of('0') == std::string_view::npos;
}

void check_rolling_update(const Field& rolling, ObjectReport& report) {
  const Field unavailable = rolling.child("maxUnavailable");
  const Field surge = rolling.child("maxSurge");
  check_count_or_percent(report, catalog::kRollingUpdate, unavailable);
  if (!is_percent(surge.text())) check_count_or_percent(report, catalog::kRollingUpdate, surge);  // 200% is fine here
  if (!counts_as_zero(unavailable) || !counts_as_zero(surge)) return;
  auto& d = report.add(catalog::kRollingUpdate, unavailable, "maxUnavailable and maxSurge must not both be zero")
                .with_found(fmt::format("{} and {}", shown(unavailable), shown(surge)))
                .with_expected("at least one of them greater than zero")
                .with_hint("write maxSurge: 1 to start a new pod before an old one stops");
  add_note(d, "maxSurge is zero as well", surge);
}

/// The server's message is at the whole strategy.
void refuse_type(const Field& strategy, const Field& type, ObjectReport& report) {
  auto& d = report
                .add(catalog::kDeploymentStrategy, strategy, type.cause(),
                     fmt::format("unknown deployment strategy {}", shown(type)))
                .with_found(shown(type))
                .with_expected(list_of(kStrategies, "or"));
  suggest(d, type, kStrategies);
}

}  // namespace

void check_deployment(const Field& spec, ObjectReport& report) {
  const Field strategy = spec.child("strategy");
  if (!strategy.is_map()) return;
  const Field type = strategy.child("type");
  const Field rolling = strategy.child("rollingUpdate");
  if (type.text() == "Recreate") {
    if (!rolling.present()) return;
    auto& d = report.add(catalog::kRollingUpdateStands, rolling, "rollingUpdate requires type RollingUpdate")
                  .with_found("type: Recreate and rollingUpdate")
                  .with_hint("remove rollingUpdate, or write type: RollingUpdate");
    add_note(d, "type is set here", type);
  } else if (type.text().empty() || type.text() == "RollingUpdate") {
    check_rolling_update(rolling, report);
  } else {
    refuse_type(strategy, type, report);
  }
}

}  // namespace feastctl::validate::kubernetes
