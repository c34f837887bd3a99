#include "validate/kubernetes/pod.hpp"

#include <fmt/format.h>

#include "base/names.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/label_selector.hpp"
#include "validate/kubernetes/scheduling.hpp"

namespace feastctl::validate::kubernetes {

namespace {

bool named_before(const Field& claims, std::size_t index, std::string_view name) {
  for (std::size_t i = 0; i < index; ++i) {
    const Field earlier = claims.item(i);
    if (earlier.child("name").text() == name) return true;
  }
  return false;
}

void check_claim_name(const Field& claims, std::size_t index, ObjectReport& report) {
  const Field claim = claims.item(index);
  const Field claim_name = claim.child("name");
  if (!claim_name.text().empty() && named_before(claims, index, claim_name.text())) {
    report
        .add(catalog::kPodResourceClaim, claim_name, fmt::format("duplicate resource claim name {}", shown(claim_name)))
        .with_found(shown(claim_name))
        .with_hint("containers refer to a claim by its name, so each name must be unique");
    return;
  }
  required_name(report, catalog::kPodResourceClaim, claim_name, dns1123_label_problem, "a resource claim");
}

void check_claim(const Field& claims, std::size_t index, ObjectReport& report) {
  check_claim_name(claims, index, report);
  const Field claim = claims.item(index);
  const Field existing = claim.child("resourceClaimName");
  const Field from_template = claim.child("resourceClaimTemplateName");
  if (existing.present() == from_template.present()) {
    const bool both = existing.present();
    report
        .add(catalog::kPodResourceClaim, claim,
             both ? "resourceClaimName and resourceClaimTemplateName are mutually exclusive"
                  : "the resource claim must refer to a ResourceClaim or to a template")
        .with_found(both ? "resourceClaimName and resourceClaimTemplateName" : "neither")
        .with_expected("one of resourceClaimName and resourceClaimTemplateName")
        .with_hint(
            "the claim in resourceClaimName is shared by all pods; resourceClaimTemplateName creates one per pod");
  }
  name(report, catalog::kPodResourceClaim, existing, dns1123_subdomain_problem, "a ResourceClaim");
  name(report, catalog::kPodResourceClaim, from_template, dns1123_subdomain_problem, "a ResourceClaimTemplate");
}

}  // namespace

void check_pod(const Field& pod_template, ObjectReport& report) {
  if (!pod_template.is_map()) return;
  check_profile_annotations(pod_template, report);
  const Field spec = pod_template.child("spec");
  const Field claims = spec.child("resourceClaims");
  for (std::size_t i = 0; i < claims.size(); ++i) check_claim(claims, i, report);
  check_label_map(spec.child("nodeSelector"), catalog::kNodeSelectorLabel, report);
  check_pod_security(spec, report);
  check_affinity(spec.child("affinity"), report);
  check_topology_spread(spec.child("topologySpreadConstraints"), report);
  check_tolerations(spec.child("tolerations"), report);
}

}  // namespace feastctl::validate::kubernetes
