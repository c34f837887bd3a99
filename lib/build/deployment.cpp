/// Deployment feast-X: always; one pod holds every server of the store.
#include "build/build.hpp"
#include "build/pod/pod.hpp"
#include "build/runtime/runtime.hpp"

namespace feastctl::build {

namespace {

/// The user's strategy; otherwise, one pod at a time if several replicas are possible, and all at once if not.
const Node* strategy(const Context& context) {
  if (const Node* own = lookup(context.store.services, {"deploymentStrategy"})) return own;
  return context.tree.map({{"type", context.store.scaling ? "RollingUpdate" : "Recreate"}});
}

/// None if an autoscaler sets them, so that Git and the autoscaler do not conflict.
const Node* replicas(const Context& context) {
  if (context.store.autoscaling != nullptr || context.store.external_autoscaler) return nullptr;
  return lookup(context.store.applied, {"replicas"});
}

const Node* finished(const Context& context, const std::vector<pod::ContainerDraft>& drafts) {
  Node* list = context.tree.list();
  for (const pod::ContainerDraft& draft : drafts) {
    context.tree.add(draft.container, "volumeMounts", non_empty(draft.mounts));
    context.tree.push(list, draft.container);
  }
  return non_empty(list);
}

const Node* pod_spec(const Context& context) {
  const TreeBuilder& tree = context.tree;
  pod::PodDraft draft{.init_containers = {}, .containers = {}, .volumes = tree.list()};
  pod::add_init_containers(context, draft);
  pod::add_containers(context, draft);
  pod::add_volumes(context, draft);
  Node* spec = tree.map({{"serviceAccountName", feast_name(context)},
                         {"securityContext", lookup(context.store.services, {"securityContext"})},
                         {"initContainers", finished(context, draft.init_containers)},
                         {"containers", finished(context, draft.containers)},
                         {"volumes", non_empty(draft.volumes)}});
  spec->origin = context.store.services;
  pod::add_scheduling(context, spec);
  return spec;
}

}  // namespace

const Node* deployment(const Context& context) {
  const TreeBuilder& tree = context.tree;
  Node* made = object(context, "apps/v1", "Deployment", metadata(context, feast_name(context), full_labels(context)));
  const Node* annotations = non_empty_at(context.store.services, "podAnnotations");
  if (context.runtime_config != nullptr)
    annotations = runtime::annotations(context, annotations, context.runtime_config->server);
  const Node* pod_metadata = tree.map({{"labels", full_labels(context)}, {"annotations", annotations}});
  tree.add(made, "spec",
           tree.map({{"replicas", replicas(context)},
                     {"selector", tree.map({{"matchLabels", selector_labels(context)}})},
                     {"strategy", non_empty(strategy(context))},
                     {"template", tree.map({{"metadata", pod_metadata}, {"spec", pod_spec(context)}})}}));
  return made;
}

}  // namespace feastctl::build
