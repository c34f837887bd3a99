#include "admit/admit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/object_name.hpp"
#include "catalog/codes.hpp"
#include "parse/reader.hpp"
#include "validate/kubernetes/dropped.hpp"
#include "validate/kubernetes/kubernetes.hpp"

namespace feastctl::admit {

namespace {

/// The kinds whose objects are checked as those that feastctl renders are, and those with pods.
constexpr std::array<std::string_view, 23> kChecked{"Deployment",
                                                    "CronJob",
                                                    "PersistentVolumeClaim",
                                                    "HorizontalPodAutoscaler",
                                                    "PodDisruptionBudget",
                                                    "Service",
                                                    "ConfigMap",
                                                    "Secret",
                                                    "ServiceAccount",
                                                    "Role",
                                                    "RoleBinding",
                                                    "ClusterRole",
                                                    "ClusterRoleBinding",
                                                    "Pod",
                                                    "ReplicaSet",
                                                    "StatefulSet",
                                                    "DaemonSet",
                                                    "Job",
                                                    "ReplicationController",
                                                    "PodTemplate",
                                                    "Namespace",
                                                    "LimitRange",
                                                    "ResourceQuota"};

/// An object of the stream.
struct Item {
  const Node* root;
  SourceId source;
  int document;
};

std::vector<Item> read_items(const Sources& sources, const TreeBuilder& tree, Diagnostics& out) {
  std::vector<parse::Document> documents;
  for (SourceId id = 1; id <= sources.size(); ++id) parse::read(sources, id, tree, out, documents);
  std::vector<Item> items;
  for (const parse::Document& d : documents) {
    for_each_object(*d.root, [&](const Node& object) { items.push_back({&object, d.source, d.index}); });
  }
  std::erase_if(items, [](const Item& item) { return string_at(item.root, "kind").empty(); });
  return items;
}

/// The namespace of objects that name none: the one that is asked for, or the stream's only one.
std::string_view namespace_otherwise(const std::vector<Item>& items, std::string_view asked) {
  if (!asked.empty()) return asked;
  std::string_view only;
  for (const Item& item : items) {
    if (string_at(item.root, "kind") != "Namespace" || string_at(item.root, "apiVersion") != "v1") continue;
    if (!only.empty()) return "default";
    only = string_at(lookup(item.root, {"metadata"}), "name");
  }
  return only.empty() ? "default" : only;
}

bool is_rules(std::string_view kind) {
  return kind == "Namespace" || kind == "LimitRange" || kind == "ResourceQuota";
}

std::string object_name(const Node& object) {
  const Node* metadata = lookup(&object, {"metadata"});
  const auto name = string_at(metadata, "name");
  return std::string(name.empty() ? string_at(metadata, "generateName") : name);
}

/// Which workloads have their pods in the stream beside them, as in what `kubectl get` prints: those are not created
/// once more.
class Owners {
 public:
  Owners(const std::vector<Item>& items, const Rules& rules) {
    for (const Item& item : items) {
      const auto kind = string_at(item.root, "kind");
      if (kind != "Pod" && kind != "ReplicaSet" && kind != "Job") continue;
      made_.insert(fmt::format("{}/{}", rules.namespace_of(*item.root), object_name(*item.root)));
      const Node* owners = lookup(item.root, {"metadata", "ownerReferences"});
      if (owners == nullptr) continue;
      for (const Node* owner : owners->items()) {
        owners_.insert(fmt::format("{}/{}/{}", rules.namespace_of(*item.root), string_at(owner, "kind"),
                                   string_at(owner, "name")));
      }
    }
  }

  /// By the owner that an object names, or by its name: those of controllers begin with that of the workload.
  [[nodiscard]] bool has_children(const Node& object, std::string_view name_space) const {
    if (owners_.contains(fmt::format("{}/{}/{}", name_space, string_at(&object, "kind"), object_name(object))))
      return true;
    const std::string start = fmt::format("{}/{}-", name_space, object_name(object));
    const auto next = made_.lower_bound(start);
    return next != made_.end() && next->starts_with(start);
  }

 private:
  std::set<std::string, std::less<>> made_, owners_;
};

/// Judges one object after the other.
class Admission {
 public:
  Admission(const Options& options, const Rules& rules, const Owners& owners, const TreeBuilder& tree, Outcome& outcome)
      : options_(&options), rules_(&rules), owners_(&owners), tree_(&tree), outcome_(&outcome), ledger_(rules) {}

  void judge(const Item& item) {
    const Node& object = *item.root;
    ObjectVerdict verdict{.object = &object,
                          .kind = std::string(string_at(&object, "kind")),
                          .name_space = std::string(rules_->namespace_of(object)),
                          .name = object_name(object),
                          .source = item.source,
                          .document = item.document};
    if (is_cluster_scoped(verdict.kind)) verdict.name_space.clear();
    if (std::ranges::find(kChecked, verdict.kind) == kChecked.end()) ++outcome_->not_checked[verdict.kind];
    ObjectReport report(outcome_->findings, object, object, options_->kubernetes);
    const std::size_t before = report.errors();
    check(object, verdict.kind, report);
    verdict.valid = report.errors() == before;
    judge_contents(object, verdict, report);
    outcome_->objects.push_back(std::move(verdict));
  }

  /// Counts what comes later, by autoscalers and updates.
  std::vector<QuotaLine> finish() {
    for (const auto& [number, demand] : later_) outcome_->objects[number].quota.push_back(counted(demand));
    return ledger_.lines();
  }

 private:
  void check(const Node& object, std::string_view kind, ObjectReport& report) const {
    if (std::ranges::find(kChecked, kind) == kChecked.end()) return;
    validate::kubernetes::check_object(validate::kubernetes::as_kept(object, report, *tree_), report);
  }

  void judge_contents(const Node& object, ObjectVerdict& verdict, ObjectReport& report) {
    const NamespaceRules& rules = rules_->of(verdict.name_space);
    const auto workload = workload_of(object, rules_->scaler_of(verdict.name_space, verdict.kind, verdict.name));
    if (workload) {
      verdict.pods = judge_pods(*workload, rules, options_->kubernetes, *tree_);
      verdict.has_limits = verdict.pods->has_limits;
      report_pods(*verdict.pods, {&rules, &*workload, false}, report);
    }
    if (verdict.kind == "PersistentVolumeClaim") judge_claim(object, rules, verdict, report);
    if (!is_rules(verdict.kind)) judge_quota(object, workload, verdict);
  }

  static void judge_claim(const Node& object, const NamespaceRules& rules, ObjectVerdict& verdict,
                          ObjectReport& report) {
    verdict.has_limits = !rules.limits.empty();
    for (const LimitRange& range : rules.limits) {
      const auto excesses = claim_excesses(range, object);
      report_claim(range, excesses, report);
      verdict.claim.insert(verdict.claim.end(), excesses.begin(), excesses.end());
    }
  }

  void judge_quota(const Node& object, const std::optional<Workload>& workload, ObjectVerdict& verdict) {
    const bool with_pods = !owners_->has_children(object, verdict.name_space);
    const DemandContext context{rules_, options_->default_storage_class, with_pods};
    const bool refused_before = !verdict.valid || (workload && workload->is_pod() && !verdict.pods->allowed());
    for (Demand& demand :
         demands_of(object, workload, verdict.pods ? &*verdict.pods : nullptr, context, place_of(object, verdict))) {
      verdict.has_quota = true;
      if (refused_before && demand.why == Why::kApplied) continue;  // it never gets to the quotas
      if (demand.is_later()) {
        later_.emplace_back(outcome_->objects.size(), std::move(demand));
      } else {
        verdict.quota.push_back(counted(demand));
      }
    }
  }

  QuotaVerdict counted(const Demand& demand) {
    QuotaVerdict answer{
        .why = demand.why, .resource = demand.resource, .count = demand.count, .fitting = demand.count, .message = {}};
    if (const auto refusal = ledger_.take(demand)) {
      answer.fitting = refusal->fitting;
      answer.message = refusal->quota.message;
      report_quota(demand, *refusal, false, outcome_->findings);
    }
    return answer;
  }

  [[nodiscard]] static PlaceOf place_of(const Node& object, const ObjectVerdict& verdict) {
    Diagnostics of_object;
    of_object.set_store(verdict.document, verdict.name_space, verdict.name);
    return places_in(object, object, std::move(of_object));
  }

  const Options* options_;
  const Rules* rules_;
  const Owners* owners_;
  const TreeBuilder* tree_;
  Outcome* outcome_;
  Ledger ledger_;
  std::vector<std::pair<std::size_t, Demand>> later_;  ///< with the number of the object
};

}  // namespace

bool ObjectVerdict::created() const {
  const auto refused = [](const QuotaVerdict& q) { return q.why == Why::kApplied && !q.message.empty(); };
  return claim.empty() && (kind != "Pod" || !pods || pods->allowed()) && std::ranges::none_of(quota, refused);
}

bool ObjectVerdict::pods_created() const {
  const auto refused = [](const QuotaVerdict& q) {
    return (q.why == Why::kReplica || q.why == Why::kJob) && !q.message.empty();
  };
  return (!pods || pods->allowed()) && std::ranges::none_of(quota, refused);
}

bool Outcome::allowed() const {
  return namespaces_valid &&
         std::ranges::all_of(objects, [](const ObjectVerdict& v) { return v.created() && v.pods_created(); });
}

Outcome admit(const Sources& sources, const Options& options, const TreeBuilder& tree) {
  Outcome outcome;
  const auto items = read_items(sources, tree, outcome.findings);
  Rules rules(options.at_least, namespace_otherwise(items, options.default_namespace));
  const std::size_t before = outcome.findings.errors();
  for (const Item& item : items) rules.take(*item.root, outcome.findings);
  outcome.namespaces_valid = outcome.findings.errors() == before;
  const Owners owners(items, rules);
  Admission admission(options, rules, owners, tree, outcome);
  for (const Item& item : items) {
    outcome.findings.set_store(item.document, std::string(rules.namespace_of(*item.root)), object_name(*item.root));
    admission.judge(item);
  }
  outcome.quotas = admission.finish();
  return outcome;
}

}  // namespace feastctl::admit
