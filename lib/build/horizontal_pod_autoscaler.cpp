/// HorizontalPodAutoscaler: with services.scaling.autoscaling; 80% CPU unless it names metrics.
#include "build/build.hpp"

namespace feastctl::build {

namespace {

const Node* default_metrics(const TreeBuilder& tree) {
  const Node* target = tree.map({{"type", "Utilization"}, {"averageUtilization", 80}});
  return tree.list({tree.map({{"type", "Resource"}, {"resource", tree.map({{"name", "cpu"}, {"target", target}})}})});
}

}  // namespace

const Node* horizontal_pod_autoscaler(const Context& context) {
  const Node* scaling = context.store.autoscaling;
  if (scaling == nullptr) return nullptr;
  const TreeBuilder& tree = context.tree;
  const Node* minimum = lookup(scaling, {"minReplicas"});
  const Node* metrics = non_empty_at(scaling, "metrics");
  const Node* deployment = tree.map({{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", feast_name(context)}});
  Node* autoscaler = object(context, "autoscaling/v2", "HorizontalPodAutoscaler",
                            metadata(context, feast_name(context), full_labels(context)));
  Node* spec = tree.map({{"scaleTargetRef", deployment},
                         {"minReplicas", minimum == nullptr ? tree.integer(1) : minimum},
                         {"maxReplicas", lookup(scaling, {"maxReplicas"})},
                         {"metrics", metrics == nullptr ? default_metrics(tree) : metrics},
                         {"behavior", lookup(scaling, {"behavior"})}});
  spec->origin = scaling;
  tree.add(autoscaler, "spec", spec);
  return autoscaler;
}

}  // namespace feastctl::build
