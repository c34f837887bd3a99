/// Services: one a server that is present; the registry has one for gRPC and one for REST, each when it is on.
#include "build/build.hpp"

namespace feastctl::build {

namespace {

using model::Server;
using model::ServerType;

constexpr std::string_view kServingCertificate = "service.beta.openshift.io/serving-cert-secret-name";
constexpr std::string_view kServingNames = "service.beta.openshift.io/serving-cert-sans";

struct Ports {
  int target = 0;
  bool grpc = false;
  bool metrics = false;
};

const Node* port_list(const Context& context, const Server* server, const Ports& ports) {
  const TreeBuilder& tree = context.tree;
  const bool tls = server != nullptr && server->tls.has_value();
  const Node* grpc = ports.grpc ? tree.string("grpc") : nullptr;
  Node* list = tree.list({tree.map({{"name", tls ? "https" : "http"},
                                    {"port", tls ? model::kServiceHttpsPort : model::kServiceHttpPort},
                                    {"protocol", "TCP"},
                                    {"targetPort", ports.target},
                                    {"appProtocol", grpc}})});
  if (ports.metrics) {
    tree.push(list, tree.map({{"name", "metrics"},
                              {"port", model::kMetricsPort},
                              {"protocol", "TCP"},
                              {"targetPort", model::kMetricsPort}}));
  }
  return list;
}

Node* service(const Context& context, Node* metadata, const Node* ports, const Node* selector) {
  const TreeBuilder& tree = context.tree;
  Node* made = object(context, "v1", "Service", metadata);
  tree.add(made, "spec", tree.map({{"type", "ClusterIP"}, {"ports", ports}, {"selector", selector}}));
  return made;
}

/// feast-X-<type>-tls, the Secret that OpenShift fills for the Service that asks for it.
const Node* serving_annotations(const Context& context, const Node* service_name) {
  return context.tree.map({{kServingCertificate, context.tree.arena().concat({service_name->text, "-tls"})}});
}

std::string_view full_host(const Context& context, const Node* service_name) {
  return context.tree.arena().concat({service_name->text, ".", context.store.name_space, ".svc.cluster.local"});
}

void add_registry_services(const Context& context, const Server& server, Objects& out) {
  const auto& registry = context.store.registry;
  const Node* grpc_name = typed_name(context, "registry");
  const Node* rest_name = typed_name(context, "registry-rest");
  if (registry.grpc) {
    Node* annotations = nullptr;
    if (server.serving_certificate) {
      annotations = context.tree.shallow_copy(*serving_annotations(context, grpc_name));
      if (registry.rest) {  // one certificate for both names
        context.tree.add(
            annotations, kServingNames,
            context.tree.arena().concat({full_host(context, grpc_name), ",", full_host(context, rest_name)}));
      }
    }
    Node* meta = metadata(context, grpc_name, typed_labels(context, "registry"), annotations);
    out.push_back(
        service(context, meta,
                port_list(context, &server,
                          {.target = target_port(server), .grpc = context.has(feature::kRegistryAppProtocol)}),
                selector_labels(context)));
  }
  if (registry.rest) {
    const bool asks = server.serving_certificate && !registry.grpc;
    Node* meta = metadata(context, rest_name, typed_labels(context, "registry"),
                          asks ? serving_annotations(context, rest_name) : nullptr);
    out.push_back(service(context, meta, port_list(context, &server, {.target = rest_target_port(server)}),
                          selector_labels(context)));
  }
}

void add_service(const Context& context, const Server& server, Objects& out) {
  const auto type = model::name_of(server.type);
  const Node* name = typed_name(context, type);
  Node* meta = metadata(context, name, typed_labels(context, type),
                        server.serving_certificate ? serving_annotations(context, name) : nullptr);
  const bool metrics = server.type == ServerType::kOnline && context.store.metrics;
  out.push_back(service(context, meta, port_list(context, &server, {.target = target_port(server), .metrics = metrics}),
                        selector_labels(context)));
}

}  // namespace

void add_services(const Context& context, Objects& out) {
  for (const auto type : {ServerType::kOffline, ServerType::kOnline, ServerType::kRegistry, ServerType::kUi}) {
    const auto& server = context.store.server(type);
    if (!server) continue;
    if (type == ServerType::kRegistry) {
      add_registry_services(context, *server, out);
    } else {
      add_service(context, *server, out);
    }
  }
}

const Node* lineage_service(const Context& context) {
  if (context.store.open_lineage.lineage_server == nullptr) return nullptr;
  const Node* labels = lineage_labels(context);
  Node* meta = metadata(context, typed_name(context, "lineage"), labels);
  const int port = model::facts(ServerType::kLineage).http_port;
  return service(context, meta, port_list(context, nullptr, {.target = port}), labels);
}

}  // namespace feastctl::build
