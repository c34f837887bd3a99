#include "model/tls.hpp"

#include "defaults/defaults.hpp"

namespace feastctl::defaults {

namespace {

constexpr std::string_view kOpenShift = "OpenShift serving certificate";

/// The TLS of one server: OpenShift's certificate if the spec has none, and the usual names of the keys.
void default_server_tls(const Draft& server, const Context& context, std::string_view service) {
  if (context.platform.openshift && !server.has("tls")) {
    const TreeBuilder& tree = context.tree;
    const auto secret = serving_certificate_secret(tree, context.store.name, service);
    server.put("tls", tree.map({{"secretRef", tree.map({{"name", secret}})}}), kOpenShift);
  }
  if (!model::tls_on(lookup(server.node(), {"tls"}))) return;
  const Draft names = server.child("tls", kOperator).child("secretKeyNames", kOperator);
  names.fill("tlsCrt", "tls.crt", kOperator);
  names.fill("tlsKey", "tls.key", kOperator);
}

/// A referenced remote registry whose server has OpenShift's certificate is verified with the injected CA.
void default_remote_tls(const Draft& registry, const Context& context) {
  const Node* remote = registry.node()->find("remote");
  const Node* reference = lookup(remote, {"feastRef"});
  if (!context.platform.openshift || reference == nullptr || lookup(remote, {"tls"}) != nullptr) return;
  const auto* store = context.companions.store(string_at(reference, "namespace"), string_at(reference, "name"));
  if (store == nullptr || !model::has_serving_registry(*store->root)) return;
  const TreeBuilder& tree = context.tree;
  const auto config_map = tree.arena().concat({"feast-", context.store.name, "-client-ca"});
  registry.child("remote", kOperator)
      .put("tls", tree.map({{"configMapRef", tree.map({{"name", config_map}})}, {"certName", "service-ca.crt"}}),
           kOpenShift);
}

}  // namespace

std::string_view serving_certificate_secret(const TreeBuilder& tree, std::string_view store, std::string_view service) {
  return tree.arena().concat({"feast-", store, "-", service, "-tls"});
}

void default_tls(const Draft& services, const Context& context) {
  if (lookup(services.node(), {"offlineStore", "server"}) != nullptr) {
    default_server_tls(services.child("offlineStore", kOperator).child("server", kOperator), context, "offline");
  }
  if (lookup(services.node(), {"onlineStore", "server"}) != nullptr &&
      !bool_at(services.node()->find("onlineStore"), "disabled")) {
    default_server_tls(services.child("onlineStore", kOperator).child("server", kOperator), context, "online");
  }
  if (services.has("ui")) default_server_tls(services.child("ui", kOperator), context, "ui");
  if (!services.has("registry")) return;
  const Draft registry = services.child("registry", kOperator);
  if (lookup(registry.node(), {"local", "server"}) != nullptr) {
    const Draft server = registry.child("local", kOperator).child("server", kOperator);
    const bool rest_only = !server.flag("grpc") && server.flag("restAPI");
    default_server_tls(server, context, rest_only ? "registry-rest" : "registry");
  } else if (registry.has("remote")) {
    default_remote_tls(registry, context);
  }
}

}  // namespace feastctl::defaults
