/// ConfigMaps: the client's feature_store.yaml, always; the CA bundle that OpenShift fills, if its certificates are
/// used.
#include <algorithm>

#include "build/build.hpp"

namespace feastctl::build {

namespace {

/// Whether a server or the remote registry has a certificate that OpenShift issues.
bool serving_certificates(const model::FeatureStore& store) {
  const bool own = std::ranges::any_of(store.servers, [](const auto& s) { return s && s->serving_certificate; });
  const Node* written = lookup(store.document, {"spec", "services", "registry", "remote"});
  return own || (store.platform->openshift && lookup(written, {"feastRef"}) != nullptr &&
                 lookup(written, {"tls"}) == nullptr && store.registry.remote_config_map != nullptr);
}

}  // namespace

const Node* client_config_map(const Context& context) {
  const TreeBuilder& tree = context.tree;
  Node* made = object(context, "v1", "ConfigMap",
                      metadata(context, typed_name(context, "client"), typed_labels(context, "client")));
  tree.add(made, "data", tree.map({{"feature_store.yaml", context.repo_configs.client}}));
  return made;
}

const Node* ca_config_map(const Context& context) {
  if (!serving_certificates(context.store)) return nullptr;
  const Node* inject = context.tree.map({{"service.beta.openshift.io/inject-cabundle", "true"}});
  return object(context, "v1", "ConfigMap",
                metadata(context, typed_name(context, "client-ca"), full_labels(context), inject));
}

}  // namespace feastctl::build
