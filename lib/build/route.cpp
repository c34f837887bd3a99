/// Route: on OpenShift, to the UI's Service.
#include "build/build.hpp"

namespace feastctl::build {

const Node* ui_route(const Context& context) {
  const auto& ui = context.store.server(model::ServerType::kUi);
  if (!context.store.platform->openshift || !ui) return nullptr;
  const TreeBuilder& tree = context.tree;
  const Node* tls =
      ui->tls ? tree.map({{"termination", "reencrypt"}, {"insecureEdgeTerminationPolicy", "Redirect"}}) : nullptr;
  Node* route = object(context, "route.openshift.io/v1", "Route",
                       metadata(context, typed_name(context, "ui"), typed_labels(context, "ui")));
  tree.add(route, "spec",
           tree.map({{"to", tree.map({{"kind", "Service"}, {"name", typed_name(context, "ui")}})},
                     {"port", tree.map({{"targetPort", target_port(*ui)}})},
                     {"tls", tls}}));
  return route;
}

}  // namespace feastctl::build
