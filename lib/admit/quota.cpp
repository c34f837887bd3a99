#include "admit/quota.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace feastctl::admit {

namespace {

constexpr std::string_view kPods = "pods";
constexpr std::string_view kClaims = "persistentvolumeclaims";

/// If a quota names one of these, each container must say it.
constexpr std::array<std::string_view, 6> kMustBeSaid{"cpu",    "limits.cpu",   "limits.memory",
                                                      "memory", "requests.cpu", "requests.memory"};

/// Every namespace has one of these that is part of no bundle: ServiceAccount default, ConfigMap kube-root-ca.crt.
constexpr std::array<std::string_view, 3> kOneFromTheStart{"configmaps", "count/configmaps", "count/serviceaccounts"};

/// The plugin shows amounts by name: `cpu=1,pods=2`.
std::string amounts_in_words(const Amounts& amounts, const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    const Quantity* amount = find_amount(amounts, name);
    if (amount != nullptr) text += fmt::format("{}{}={}", text.empty() ? "" : ",", name, amount->canonical());
  }
  return text;
}

bool term_affects_namespaces(const Node* term) {
  const Node* names = lookup(term, {"namespaces"});
  return (names != nullptr && names->size != 0) || lookup(term, {"namespaceSelector"}) != nullptr;
}

bool has_cross_namespace_affinity(const Node& pod_spec) {
  for (const std::string_view kind : {"podAffinity", "podAntiAffinity"}) {
    const Node* affinity = lookup(&pod_spec, {"affinity", kind});
    const Node* required = lookup(affinity, {"requiredDuringSchedulingIgnoredDuringExecution"});
    if (required != nullptr && std::ranges::any_of(required->items(), term_affects_namespaces)) return true;
    const Node* preferred = lookup(affinity, {"preferredDuringSchedulingIgnoredDuringExecution"});
    const auto affects = [](const Node* weighted) {
      return term_affects_namespaces(lookup(weighted, {"podAffinityTerm"}));
    };
    if (preferred != nullptr && std::ranges::any_of(preferred->items(), affects)) return true;
  }
  return false;
}

/// Whether a class that may be named, or not, fulfils the condition.
bool class_matches(const Scope& scope, std::string_view name) {
  if (scope.op == "Exists") return !name.empty();
  if (scope.op == "DoesNotExist") return name.empty();
  const bool listed = !name.empty() && std::ranges::count(scope.values, name) != 0;
  return scope.op == "In" ? listed : !listed;
}

bool pod_is_in(const Scope& scope, const Node& spec) {
  const bool ends = integer_at(&spec, "activeDeadlineSeconds").value_or(-1) >= 0;
  if (scope.name == "Terminating") return ends;
  if (scope.name == "NotTerminating") return !ends;
  if (scope.name == "BestEffort") return is_best_effort(spec);
  if (scope.name == "NotBestEffort") return !is_best_effort(spec);
  if (scope.name == "CrossNamespacePodAffinity") return has_cross_namespace_affinity(spec);
  return scope.name == "PriorityClass" && class_matches(scope, string_at(&spec, "priorityClassName"));
}

bool is_in(const Scope& scope, const Counted& counted) {
  const Node* spec = lookup(counted.object, {"spec"});
  if (counted.resource == kPods) return spec != nullptr && pod_is_in(scope, *spec);
  if (counted.resource != kClaims || scope.name != "VolumeAttributesClass") return false;
  return class_matches(scope, string_at(spec, "volumeAttributesClassName"));
}

/// Which containers do not say what the quota wants said, by its name.
std::map<std::string, std::set<std::string>> unsaid(const Quota& quota, const Node& spec) {
  std::map<std::string, std::set<std::string>> missing;
  for (const std::string_view list : {"containers", "initContainers"}) {
    const Node* containers = lookup(&spec, {list});
    if (containers == nullptr) continue;
    for (const Node* container : containers->items()) {
      for (const std::string_view name : kMustBeSaid) {
        if (find_amount(quota.hard, name) == nullptr) continue;
        const bool of_limits = name.starts_with("limits.");
        const std::string_view plain = name.substr(name.find('.') == std::string_view::npos ? 0 : name.find('.') + 1);
        const Amounts said = amounts_in(lookup(container, {"resources", of_limits ? "limits" : "requests"}));
        if (find_amount(said, plain) == nullptr) missing[std::string(name)].emplace(string_at(container, "name"));
      }
    }
  }
  return missing;
}

bool has_own_resources(const Node& spec) {
  for (const std::string_view side : {"requests", "limits"}) {
    for (const auto& [name, amount] : amounts_in(lookup(&spec, {"resources", side}))) {
      if (is_pod_level(name)) return true;
    }
  }
  return false;
}

}  // namespace

Quota read_quota(const Node& object) {
  Quota quota{.name = string_at(lookup(&object, {"metadata"}), "name"),
              .hard = amounts_in(lookup(&object, {"spec", "hard"})),
              .used = {},
              .scopes = {},
              .object = &object};
  const Amounts used = amounts_in(lookup(&object, {"status", "used"}));
  for (const auto& [name, amount] : quota.hard) {
    const Quantity* present = find_amount(used, name);
    const bool from_the_start = used.empty() && std::ranges::count(kOneFromTheStart, name) != 0;
    quota.used.emplace(name, present != nullptr ? *present : *Quantity::parse(from_the_start ? "1" : "0"));
  }
  if (const Node* scopes = lookup(&object, {"spec", "scopes"})) {
    for (const Node* scope : scopes->items()) quota.scopes.push_back({.name = scope->is_string() ? scope->text : ""});
  }
  if (const Node* expressions = lookup(&object, {"spec", "scopeSelector", "matchExpressions"})) {
    for (const Node* expression : expressions->items()) {
      Scope scope{.name = string_at(expression, "scopeName"), .op = string_at(expression, "operator")};
      if (const Node* values = lookup(expression, {"values"})) {
        for (const Node* value : values->items()) scope.values.push_back(value->is_string() ? value->text : "");
      }
      quota.scopes.push_back(std::move(scope));
    }
  }
  return quota;
}

bool matches(const Quota& quota, const Counted& counted) {
  const Amounts usage = usage_of(counted);
  const auto is_hard = [&](const auto& entry) { return quota.hard.contains(entry.first); };
  const bool must_be_said = counted.resource == kPods && std::ranges::any_of(kMustBeSaid, [&](std::string_view name) {
                              return quota.hard.contains(name);
                            });
  if (!must_be_said && std::ranges::none_of(usage, is_hard)) return false;
  return std::ranges::all_of(quota.scopes, [&](const Scope& scope) { return is_in(scope, counted); });
}

std::optional<QuotaRefusal> must_specify(const Quota& quota, const Counted& counted) {
  const Node* spec = lookup(counted.object, {"spec"});
  if (counted.resource != kPods || spec == nullptr || has_own_resources(*spec)) return std::nullopt;
  const auto missing = unsaid(quota, *spec);
  if (missing.empty()) return std::nullopt;
  QuotaRefusal refusal{.quota = &quota, .message = {}, .must_specify = true};
  std::vector<std::string> parts;
  for (const auto& [name, containers] : missing) {
    refusal.names.push_back(name);
    parts.push_back(fmt::format("{} for: {}", name, fmt::join(containers, ",")));
  }
  refusal.message = fmt::format("failed quota: {}: must specify {}", quota.name, fmt::join(parts, "; "));
  return refusal;
}

std::string exceeded_words(const Quota& quota, const Amounts& used, const Amounts& usage,
                           const std::vector<std::string>& names) {
  return fmt::format("exceeded quota: {}, requested: {}, used: {}, limited: {}", quota.name,
                     amounts_in_words(usage, names), amounts_in_words(used, names),
                     amounts_in_words(quota.hard, names));
}

}  // namespace feastctl::admit
