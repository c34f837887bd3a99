#include <algorithm>
#include <string_view>

#include "base/first_seen.hpp"
#include "build/pod/pod.hpp"

namespace feastctl::build::pod {

namespace {

using model::ServerType;

/// The store's node selector, overridden by those of the servers; the later server wins.
const Node* node_selector(const Context& context) {
  Node* merged = context.tree.map();
  FirstSeen keys;
  const auto lay_over = [&](const Node* selector) {
    if (selector == nullptr) return;
    for (const Member& m : selector->members()) {
      if (const auto place = keys.see(m.key, merged->size)) {
        merged->member[*place].value = m.value;
      } else {
        context.tree.add(merged, m.key, m.value);
      }
    }
    if (merged->origin == nullptr) merged->origin = selector;
  };
  lay_over(lookup(context.store.services, {"nodeSelector"}));
  for (const auto type : {ServerType::kRegistry, ServerType::kOffline, ServerType::kOnline, ServerType::kUi}) {
    if (const auto& server = context.store.server(type)) lay_over(lookup(server->config, {"nodeSelector"}));
  }
  std::sort(merged->member, merged->member + merged->size,
            [](const Member& a, const Member& b) { return a.key < b.key; });
  return non_empty(merged);
}

/// The user's constraints, even if empty; otherwise, a spread over zones if several replicas are possible.
const Node* topology_spread(const Context& context) {
  const Node* written = lookup(context.store.document, {"spec", "services", "topologySpreadConstraints"});
  if (written != nullptr) return non_empty_at(context.store.services, "topologySpreadConstraints");
  if (!context.store.scaling) return nullptr;
  const TreeBuilder& tree = context.tree;
  return tree.list({tree.map({{"maxSkew", 1},
                              {"topologyKey", "topology.kubernetes.io/zone"},
                              {"whenUnsatisfiable", "ScheduleAnyway"},
                              {"labelSelector", tree.map({{"matchLabels", selector_labels(context)}})}})});
}

/// The user's affinity; otherwise, a preference for different nodes if several replicas are possible.
const Node* affinity(const Context& context) {
  if (const Node* own = lookup(context.store.services, {"affinity"})) return own;
  if (!context.store.scaling) return nullptr;
  const TreeBuilder& tree = context.tree;
  const Node* term = tree.map({{"topologyKey", "kubernetes.io/hostname"},
                               {"labelSelector", tree.map({{"matchLabels", selector_labels(context)}})}});
  const Node* weighted = tree.list({tree.map({{"weight", 100}, {"podAffinityTerm", term}})});
  return tree.map({{"podAntiAffinity", tree.map({{"preferredDuringSchedulingIgnoredDuringExecution", weighted}})}});
}

}  // namespace

void add_scheduling(const Context& context, Node* pod_spec) {
  const Node* services = context.store.services;
  const TreeBuilder& tree = context.tree;
  tree.add(pod_spec, "nodeSelector", node_selector(context));
  tree.add(pod_spec, "tolerations", non_empty_at(services, "tolerations"));
  tree.add(pod_spec, "topologySpreadConstraints", topology_spread(context));
  tree.add(pod_spec, "affinity", affinity(context));
  tree.add(pod_spec, "resourceClaims", non_empty_at(services, "resourceClaims"));
}

}  // namespace feastctl::build::pod
