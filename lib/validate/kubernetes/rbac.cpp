#include "base/names.hpp"
#include "catalog/jobs.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/workloads.hpp"

namespace feastctl::validate::kubernetes {

void check_role_binding(const Field& binding, ObjectReport& report) {
  const Field subjects = binding.child("subjects");
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const Field subject = subjects.item(i);
    if (subject.child("kind").text() != "ServiceAccount") continue;
    required_name(report, catalog::kBoundAccount, subject.child("name"), dns1123_subdomain_problem,
                  "a service account");
  }
}

}  // namespace feastctl::validate::kubernetes
