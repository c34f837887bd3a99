#include "admit/bundle.hpp"

#include <utility>

namespace feastctl::admit {

namespace {

/// What scales the workload: an autoscaler of the bundle, or one of the input.
std::optional<Scaler> scaler_among(std::span<const Node* const> objects, const Rules& rules, const Node& object) {
  const auto kind = string_at(&object, "kind");
  const auto name = string_at(lookup(&object, {"metadata"}), "name");
  for (const Node* other : objects) {
    const auto scaling = scaling_of(*other);
    if (scaling && scaling->kind == kind && scaling->name == name) return scaling->scaler;
  }
  const Scaler* of_input = rules.scaler_of(rules.namespace_of(object), kind, name);
  return of_input == nullptr ? std::nullopt : std::optional(*of_input);
}

/// The rules of the object's namespace, with the level that the store asks for if that is stricter.
const NamespaceRules& rules_for(const Node& object, const BundleContext& context, std::optional<NamespaceRules>& own) {
  const NamespaceRules& rules = context.rules.of(context.rules.namespace_of(object));
  if (context.at_least.level <= rules.policy.enforce.level) return rules;
  own = rules;
  own->policy.enforce = context.at_least;
  own->name.clear();  // it is not the namespace that enforces this
  return *own;
}

/// `of_namespace` are the rules that the pods are judged by.
Brought brought_under(const Node& object, std::span<const Node* const> objects, const BundleContext& context,
                      const NamespaceRules& of_namespace, const TreeBuilder& tree) {
  Brought brought{.object = &object};
  const auto scaler = scaler_among(objects, context.rules, object);
  brought.workload = workload_of(object, scaler ? &*scaler : nullptr);
  if (brought.workload) brought.verdict = judge_pods(*brought.workload, of_namespace, context.kubernetes, tree);
  return brought;
}

}  // namespace

Brought brought_by(const Node& object, std::span<const Node* const> objects, const Rules& rules,
                   KubernetesRelease kubernetes, const TreeBuilder& tree) {
  return brought_under(object, objects, {rules, {}, kubernetes}, rules.of(rules.namespace_of(object)), tree);
}

std::vector<Demand> judge_bundle(std::span<const Node* const> objects, const Node& store, const BundleContext& context,
                                 const TreeBuilder& tree, const Diagnostics& of_store, Diagnostics& out) {
  std::vector<Demand> demands;
  const Rules& rules = context.rules;
  if (rules.empty() && context.at_least.level == Level::kPrivileged) return demands;
  for (const Node* object : objects) {
    std::optional<NamespaceRules> own;
    const NamespaceRules& of_namespace = rules_for(*object, context, own);
    ObjectReport report(out, store, *object, context.kubernetes);
    const auto [self, workload, verdict] = brought_under(*object, objects, context, of_namespace, tree);
    if (verdict) report_pods(*verdict, {&of_namespace, &*workload, true}, report);
    if (string_at(object, "kind") == "PersistentVolumeClaim") {
      for (const LimitRange& range : of_namespace.limits) report_claim(range, claim_excesses(range, *object), report);
    }
    auto needed = demands_of(*object, workload, verdict ? &*verdict : nullptr, {&rules, {}, true},
                             places_in(store, *object, of_store));
    demands.insert(demands.end(), std::make_move_iterator(needed.begin()), std::make_move_iterator(needed.end()));
  }
  return demands;
}

}  // namespace feastctl::admit
