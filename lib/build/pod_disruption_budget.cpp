/// PodDisruptionBudget: with services.podDisruptionBudgets, when several replicas are possible.
#include "build/build.hpp"

namespace feastctl::build {

const Node* pod_disruption_budget(const Context& context) {
  const Node* budget = lookup(context.store.services, {"podDisruptionBudgets"});
  if (budget == nullptr || !context.store.scaling) return nullptr;
  const TreeBuilder& tree = context.tree;
  Node* made =
      object(context, "policy/v1", "PodDisruptionBudget", metadata(context, feast_name(context), full_labels(context)));
  Node* spec = tree.map({{"minAvailable", lookup(budget, {"minAvailable"})},
                         {"maxUnavailable", lookup(budget, {"maxUnavailable"})},
                         {"selector", tree.map({{"matchLabels", selector_labels(context)}})}});
  spec->origin = budget;
  tree.add(made, "spec", spec);
  return made;
}

}  // namespace feastctl::build
