#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/first_seen.hpp"
#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "catalog/codes.hpp"
#include "validate/kubernetes/checks.hpp"
#include "validate/kubernetes/containers.hpp"
#include "validate/kubernetes/resource_names.hpp"

namespace feastctl::validate::kubernetes {

namespace {

/// Whether the scheduler may promise more of the resource than there is, so that requests may lie below limits.
bool may_overcommit(std::string_view resource) {
  return is_native(resource) && !is_huge_pages(resource);
}

void check_resource_name(const Field& amount, ObjectReport& report) {
  const std::string_view resource = amount.key();
  const auto add = [&](std::string message) -> Diagnostic& {
    return at_key(report.add(catalog::kResourceName, amount, std::move(message)), amount).with_found(quoted(resource));
  };
  if (const auto problem = qualified_name_problem(resource)) {
    add(fmt::format("{} is not a valid resource name: it {}", quoted(resource), *problem));
    return;
  }
  if (resource.find('/') == std::string_view::npos) {
    if (!container_resource_problem(resource)) return;
    auto& d = add(fmt::format("{} is not a resource that a container can request", quoted(resource)))
                  .with_expected("cpu, memory, ephemeral-storage, hugepages-SIZE, or a device such as nvidia.com/gpu");
    const auto guess = nearest(resource, kStandardResources);
    d.with_hint(guess.empty() ? std::string("the name of a device has a domain prefix: example.com/device")
                              : fmt::format("did you mean {}?", guess));
    if (!guess.empty()) {
      d.with_fix(plainly_means(resource, guess, kStandardResources), fmt::format("Rename to {}", guess),
                 {change::rename(amount, guess)});
    }
    return;
  }
  if (is_native(resource)) return;
  if (const auto problem = extended_name_problem(resource)) {
    add(fmt::format("{} is not a valid device name: it {}", quoted(resource), *problem));
  }
}

/// The amount as the server holds it, or nothing when it is invalid (the schema has reported that).
std::optional<Quantity> quantity_of(const Field& amount) {
  return amount.present() ? Quantity::parse(amount.node()->text) : std::nullopt;
}

/// Compares two amounts as the server does after its rounding up to thousandths.
int compare_rounded(const Quantity& a, const Quantity& b) {
  return a.in_thousandths().compare(b.in_thousandths());
}

/// Whether an amount of huge pages is a multiple of the page size that its name carries.
bool is_page_multiple(std::string_view resource, const Quantity& amount) {
  const auto page = Quantity::parse(resource.substr(kHugePages.size()));
  if (!page || page->sign() <= 0 || !page->whole() || page->value() == 0) return false;
  return amount.value() % page->value() == 0;
}

void check_amount(const Field& amount, ObjectReport& report) {
  const std::string_view resource = amount.key();
  const auto quantity = quantity_of(amount);
  if (!quantity) return;
  const auto add = [&](std::string message) -> Diagnostic& {
    return report.add(catalog::kResourceAmount, amount, std::move(message))
        .with_found(std::string(amount.node()->text));
  };
  if (quantity->sign() < 0) add(fmt::format("{} must not be negative", short_path(amount))).with_expected("0 or more");
  if (!is_native(resource) && !extended_name_problem(resource) && quantity->milli_value() % 1000 != 0) {
    add(fmt::format("{} must be a whole number, because a device cannot be divided", short_path(amount)))
        .with_expected("a whole number, such as 1");
  }
  if (is_huge_pages(resource) && !is_page_multiple(resource, *quantity)) {
    add(fmt::format("{} must be a multiple of the page size in its name", short_path(amount)))
        .with_expected(fmt::format("a multiple of {}", quoted(resource.substr(kHugePages.size()))));
  }
}

/// `places` are those of the limits in their map.
void check_request_against_limit(const Field& resources, const Field& request, const FirstSeen& places,
                                 ObjectReport& report) {
  const std::string_view resource = request.key();
  const Field requests = resources.child("requests");
  const Field limits = resources.child("limits");
  const auto place = places.find(resource);
  const Field limit = place ? limits.child(limits.node()->member[*place]) : limits.child("");
  const bool overcommit = may_overcommit(resource);
  if (!limit.present()) {
    if (overcommit) return;
    report
        .add(catalog::kResourceBalance, limits, request.cause(),
             fmt::format("{} is requested without the required limit", quoted(resource)))
        .with_expected(
            fmt::format("limits with {}: {}", resource, request.node() == nullptr ? "" : request.node()->text))
        .with_hint("set the limit to the same amount; the request can then be omitted");
    return;
  }
  const auto asked = quantity_of(request);
  const auto most = quantity_of(limit);
  if (!asked || !most) return;
  const int order = compare_rounded(*asked, *most);
  if (order == 0 || (order < 0 && overcommit)) return;
  report
      .add(catalog::kResourceBalance, requests, request.cause(),
           fmt::format("the request for {} must {} its limit", resource, overcommit ? "not exceed" : "equal"))
      .with_found(fmt::format("a request of {} and a limit of {}", request.node()->text, limit.node()->text))
      .with_hint(overcommit ? "raise the limit or lower the request" : "write the same amount for both");
}

bool names_any(const Field& amounts, bool (*is_one)(std::string_view)) {
  const Node* node = amounts.node();
  return node != nullptr && std::ranges::any_of(node->members(), [&](const Member& m) { return is_one(m.key); });
}

void check_huge_pages_company(const Field& resources, ObjectReport& report) {
  const Field limits = resources.child("limits");
  const Field requests = resources.child("requests");
  if (!names_any(limits, is_huge_pages) && !names_any(requests, is_huge_pages)) return;
  const auto cpu_or_memory = [](std::string_view r) { return r == "cpu" || r == "memory"; };
  if (names_any(limits, cpu_or_memory) || names_any(requests, cpu_or_memory)) return;
  report.add(catalog::kResourceBalance, resources, "huge pages also require cpu or memory")
      .with_hint("add a request or limit of cpu or memory");
}

/// The claims that a container lists, as far as they were judged.
struct SeenClaims {
  FirstSeen names{};
  std::set<std::pair<std::string_view, std::string_view>> requests{};

  /// Whether the claim overlaps an earlier one: the same request, or one of the two stands for all requests. Notes it.
  bool overlaps(std::string_view name, std::string_view request) {
    const bool named = names.see(name, 0).has_value();
    const bool fresh = requests.emplace(name, request).second;
    return request.empty() ? named : !fresh || requests.contains({name, {}});
  }
};

void check_claim(const Field& claim, SeenClaims& seen, const FirstSeen& of_pod, ObjectReport& report) {
  const Field name_field = claim.child("name");
  if (blank(name_field)) {
    report.add(catalog::kContainerClaim, claim, "the resource claim has no name")
        .with_hint("write the name of an entry in services.resourceClaims");
    return;
  }
  const Field request = claim.child("request");
  if (!blank(request)) name(report, catalog::kContainerClaim, request, dns1123_label_problem, "a request of a claim");
  if (seen.overlaps(name_field.text(), request.text())) {
    report.add(catalog::kContainerClaim, claim, fmt::format("the claim {} is listed twice", shown(name_field)))
        .with_hint("list each request of a claim once, or the claim once without requests");
  }
  if (!of_pod.find(name_field.text())) {
    report
        .add(catalog::kContainerClaim, claim, fmt::format("the pod has no resource claim named {}", shown(name_field)))
        .with_found(shown(name_field))
        .with_hint("add it to services.resourceClaims, or remove it here");
  }
}

void check_claims(const Field& claims, const Field& pod_claims, ObjectReport& report) {
  if (claims.size() == 0) return;
  FirstSeen of_pod;
  for (std::size_t i = 0; i < pod_claims.size(); ++i) of_pod.see(string_at(pod_claims.item(i).node(), "name"), i);
  SeenClaims seen;
  for (std::size_t i = 0; i < claims.size(); ++i) check_claim(claims.item(i), seen, of_pod, report);
}

}  // namespace

void check_resources(const Field& container, const Field& pod_claims, ObjectReport& report) {
  const Field resources = container.child("resources");
  if (!resources.is_map()) return;
  FirstSeen limits;
  for (const std::string_view key : {"limits", "requests"}) {
    const Field amounts = resources.child(key);
    if (!amounts.is_map()) continue;
    std::size_t index = 0;
    for (const Member& member : amounts.node()->members()) {
      const Field amount = amounts.child(member);
      check_resource_name(amount, report);
      check_amount(amount, report);
      if (key == "limits") {
        limits.see(member.key, index++);
      } else {
        check_request_against_limit(resources, amount, limits, report);
      }
    }
  }
  check_huge_pages_company(resources, report);
  check_claims(resources.child("claims"), pod_claims, report);
}

}  // namespace feastctl::validate::kubernetes
