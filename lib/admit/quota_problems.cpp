/// ResourceQuotas that the API server refuses to store.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "admit/quota.hpp"
#include "base/names.hpp"

namespace feastctl::admit {

namespace {

constexpr std::array<std::string_view, 9> kCounts{"pods",
                                                  "resourcequotas",
                                                  "services",
                                                  "secrets",
                                                  "replicationcontrollers",
                                                  "configmaps",
                                                  "persistentvolumeclaims",
                                                  "services.nodeports",
                                                  "services.loadbalancers"};
constexpr std::array<std::string_view, 6> kComputeNames{"cpu",           "memory",       "limits.cpu",
                                                        "limits.memory", "requests.cpu", "requests.memory"};
constexpr std::array<std::string_view, 4> kStorageNames{"ephemeral-storage", "requests.storage",
                                                        "requests.ephemeral-storage", "limits.ephemeral-storage"};
constexpr std::array<std::string_view, 7> kScopes{"Terminating",          "NotTerminating", "BestEffort",
                                                  "NotBestEffort",        "PriorityClass",  "CrossNamespacePodAffinity",
                                                  "VolumeAttributesClass"};

template <typename List>
bool is_one_of(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_standard(std::string_view resource) {
  return is_one_of(kCounts, resource) || is_one_of(kComputeNames, resource) || is_one_of(kStorageNames, resource) ||
         resource.starts_with("hugepages-") || resource.starts_with("requests.hugepages-");
}

/// Whether a quota with this scope may name this (standard) resource.
bool goes_with(std::string_view scope, std::string_view resource) {
  if (scope == "BestEffort") return resource == "pods";
  if (scope == "VolumeAttributesClass") return resource == "persistentvolumeclaims" || resource == "requests.storage";
  return resource == "pods" || is_one_of(kComputeNames, resource);
}

/// Collects what is wrong with one quota.
class QuotaProblems {
 public:
  QuotaProblems(const Quota& quota, std::vector<Problem>& out) : quota_(&quota), out_(&out) {}

  void check_hard() {
    const Node* hard = lookup(quota_->object, {"spec", "hard"});
    for (const auto& [name, amount] : quota_->hard) {
      const Node* cause = lookup(hard, {name});
      const std::string path = fmt::format("spec.hard[{}]", name);
      if (const auto problem = qualified_name_problem(name))
        out_->push_back({path, fmt::format("the name {}", *problem), cause});
      if (name.find('/') == std::string::npos && !is_standard(name)) {
        out_->push_back({path, "must be a standard resource for quota", cause});
      }
      if (amount.sign() < 0) out_->push_back({path, "must be greater than or equal to 0", cause});
      const bool counts = is_one_of(kCounts, name) || !can_overcommit(name);
      if (counts && !amount.whole()) out_->push_back({path, "must be an integer", cause});
    }
  }

  void check_scopes() {
    std::set<std::string_view> names;
    for (const Scope& scope : quota_->scopes) {
      names.insert(scope.name);
      if (!is_one_of(kScopes, scope.name)) say("unsupported scope");
      for (const auto& [resource, amount] : quota_->hard) {
        if (is_standard(resource) && !goes_with(scope.name, resource)) say("unsupported scope applied to resource");
      }
      check_operator(scope);
    }
    const auto both = [&names](std::string_view a, std::string_view b) {
      return names.contains(a) && names.contains(b);
    };
    if (both("BestEffort", "NotBestEffort") || both("Terminating", "NotTerminating")) say("conflicting scopes");
  }

 private:
  void check_operator(const Scope& scope) {
    const bool lists = scope.op == "In" || scope.op == "NotIn";
    const bool exists = scope.op == "Exists" || scope.op == "DoesNotExist";
    const bool of_class = scope.name == "PriorityClass" || scope.name == "VolumeAttributesClass";
    if (!lists && !exists) say("not a valid selector operator");
    if (!of_class && is_one_of(kScopes, scope.name) && scope.op != "Exists") say("the operator must be Exists");
    if (lists && scope.values.empty()) say("In and NotIn require at least one value");
    if (exists && !scope.values.empty()) say("Exists and DoesNotExist take no values");
  }

  void say(std::string message) {
    const bool selector = lookup(quota_->object, {"spec", "scopes"}) == nullptr;
    const Node* cause = selector ? lookup(quota_->object, {"spec", "scopeSelector", "matchExpressions"})
                                 : lookup(quota_->object, {"spec", "scopes"});
    const std::string path = selector ? "spec.scopeSelector.matchExpressions" : "spec.scopes";
    const auto same = [&](const Problem& p) { return p.path == path && p.message == message; };
    if (std::ranges::none_of(*out_, same)) out_->push_back({path, std::move(message), cause});
  }

  const Quota* quota_;
  std::vector<Problem>* out_;
};

}  // namespace

std::vector<Problem> quota_problems(const Quota& quota) {
  std::vector<Problem> out;
  QuotaProblems problems(quota, out);
  problems.check_hard();
  problems.check_scopes();
  return out;
}

}  // namespace feastctl::admit
