/// ServiceMonitor: where the Prometheus operator is served, the online store is on and its metrics are on.
#include "build/build.hpp"

namespace feastctl::build {

const Node* service_monitor(const Context& context) {
  const auto& store = context.store;
  if (!context.has(feature::kServiceMonitor)) return nullptr;
  if (!store.platform->prometheus_operator || store.online_disabled || !store.metrics) return nullptr;
  const TreeBuilder& tree = context.tree;
  Node* selector = context.tree.shallow_copy(*selector_labels(context));
  tree.add(selector, "feast.dev/service-type", "online");
  Node* monitor = object(context, "monitoring.coreos.com/v1", "ServiceMonitor",
                         metadata(context, typed_name(context, "online"), typed_labels(context, "online")));
  tree.add(monitor, "spec",
           tree.map({{"endpoints", tree.list({tree.map({{"port", "metrics"}, {"path", "/metrics"}})})},
                     {"selector", tree.map({{"matchLabels", selector}})}}));
  return monitor;
}

}  // namespace feastctl::build
