#include "build/pod/pod.hpp"

namespace feastctl::build::pod {

namespace {

using model::Server;
using model::ServerType;

struct Handler {
  std::string_view kind;
  const Node* action;
};

/// The one question that all three probes ask (docs/reference/pod.md, probes).
Handler handler(const Context& context, const Server& server) {
  const TreeBuilder& tree = context.tree;
  const Node* scheme = server.tls ? tree.string("HTTPS") : nullptr;
  const auto& registry = context.store.registry;
  if (server.type == ServerType::kOnline) {
    return {"httpGet", tree.map({{"path", "/health"}, {"port", target_port(server)}, {"scheme", scheme}})};
  }
  if (server.type == ServerType::kRegistry && !registry.grpc && registry.rest) {
    return {"httpGet", tree.map({{"port", rest_target_port(server)}, {"scheme", scheme}})};
  }
  return {"tcpSocket", tree.map({{"port", target_port(server)}})};
}

}  // namespace

void add_probes(const Context& context, Node* container, const Server& server) {
  const TreeBuilder& tree = context.tree;
  const Handler ask = handler(context, server);
  tree.add(container, "startupProbe",
           tree.map({{ask.kind, ask.action}, {"periodSeconds", 3}, {"failureThreshold", 40}}));
  tree.add(container, "livenessProbe",
           tree.map({{ask.kind, ask.action}, {"periodSeconds", 20}, {"failureThreshold", 6}}));
  tree.add(container, "readinessProbe", tree.map({{ask.kind, ask.action}, {"periodSeconds", 10}}));
}

}  // namespace feastctl::build::pod
