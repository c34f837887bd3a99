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

}  // namespace

Brought brought_by(const Node& object, std::span<const Node* const> objects, const Rules& rules,
                   KubernetesRelease kubernetes, const TreeBuilder& tree) {
  Brought brought{.object = &object};
  const auto scaler = scaler_among(objects, rules, object);
  brought.workload = workload_of(object, scaler ? &*scaler : nullptr);
  if (brought.workload) {
    brought.verdict = judge_pods(*brought.workload, rules.of(rules.namespace_of(object)), kubernetes, tree);
  }
  return brought;
}

std::vector<Demand> judge_bundle(std::span<const Node* const> objects, const Node& store, const Rules& rules,
                                 KubernetesRelease kubernetes, const TreeBuilder& tree, const Diagnostics& of_store,
                                 Diagnostics& out) {
  std::vector<Demand> demands;
  if (rules.empty()) return demands;
  for (const Node* object : objects) {
    const NamespaceRules& of_namespace = rules.of(rules.namespace_of(*object));
    ObjectReport report(out, store, *object, kubernetes);
    const auto [self, workload, verdict] = brought_by(*object, objects, rules, kubernetes, tree);
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
