#include "build/repo_config/repo_config.hpp"

namespace feastctl::build::repo_config {

namespace {

using model::Server;
using model::ServerType;

/// Where a client finds the certificate of a server: the platform's CA bundle where there is one.
const Node* certificate(const Context& context, ServerType type, std::string_view file) {
  if (context.store.ca_bundle) return context.tree.string("/etc/pki/tls/custom-certs/ca-bundle.crt");
  return context.tree.string(context.tree.arena().concat({"/tls/", model::name_of(type), "/", file}));
}

const Node* certificate_of(const Context& context, const Server& server) {
  return server.tls ? certificate(context, server.type, server.tls->certificate) : nullptr;
}

const Node* offline(const Context& context) {
  const auto& server = context.store.server(ServerType::kOffline);
  if (!server) return nullptr;
  const auto address = service_address(context, *server);
  const Node* scheme = server->tls ? context.tree.string("https") : nullptr;
  return context.tree.map({{"type", "remote"},
                           {"host", address.substr(0, address.find(':'))},
                           {"port", server->tls ? model::kServiceHttpsPort : model::kServiceHttpPort},
                           {"scheme", scheme},
                           {"cert", certificate_of(context, *server)}});
}

const Node* online(const Context& context) {
  const auto& server = context.store.server(ServerType::kOnline);
  if (!server) return nullptr;
  const auto path =
      context.tree.arena().concat({server->tls ? "https://" : "http://", service_address(context, *server)});
  return context.tree.map({{"type", "remote"}, {"path", path}, {"cert", certificate_of(context, *server)}});
}

const Node* registry_client(const Context& context) {
  const auto& server = context.store.server(ServerType::kRegistry);
  const auto& registry = context.store.registry;
  const auto path = server ? service_address(context, *server) : registry.remote_host;
  if (path.empty()) return nullptr;
  const Node* cert = nullptr;
  if (server) {
    cert = certificate_of(context, *server);
  } else if (registry.remote_config_map != nullptr) {
    cert = certificate(context, ServerType::kRegistry, registry.remote_certificate);
  }
  return context.tree.map({{"registry_type", "remote"}, {"path", path}, {"cert", cert}});
}

}  // namespace

Node* client(const Context& context) {
  const TreeBuilder& tree = context.tree;
  Node* config = document(context);
  tree.add(config, "offline_store", offline(context));
  tree.add(config, "online_store", online(context));
  tree.add(config, "registry", registry_client(context));
  tree.add(config, "auth", client_auth(context));
  tree.add(config, "entity_key_serialization_version", 3);
  tree.add(config, "mlflow", mlflow(context));
  return config;
}

}  // namespace feastctl::build::repo_config
