#include "validate/kubernetes/disruption_budget.hpp"

#include "catalog/codes.hpp"
#include "validate/kubernetes/amounts.hpp"

namespace feastctl::validate::kubernetes {

void check_disruption_budget(const Field& spec, ObjectReport& report) {
  check_count_or_percent(report, catalog::kDisruptionBudgetValue, spec.child("minAvailable"));
  check_count_or_percent(report, catalog::kDisruptionBudgetValue, spec.child("maxUnavailable"));
}

}  // namespace feastctl::validate::kubernetes
