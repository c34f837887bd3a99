#include <string>

#include "build/repo_config/repo_config.hpp"
#include "model/secret_parts.hpp"

namespace feastctl::build::repo_config {

namespace {

using model::Authorization;

/// audience and issuer must be strings, whatever YAML made of them.
const Node* as_text(const Context& context, const Node& value) {
  if (value.is_string()) return &value;
  if (value.kind == Kind::kBool) return context.tree.string(value.boolean ? "true" : "false");
  if (value.is_null()) return context.tree.string("<nil>");  // as the operator's formatting has it
  return context.tree.string(value.text);
}

void add_secret_properties(const Context& context, Node* auth) {
  const Node* values = context.store.oidc.secret.values;
  if (values == nullptr) return;
  for (const auto property : model::oidc_properties(*context.store.platform)) {
    const Node* value = values->find(property);
    if (value == nullptr) continue;
    const bool text = property == "audience" || property == "issuer";
    context.tree.add(auth, property, text ? as_text(context, *value) : value);
  }
}

const Node* ca_certificate(const Context& context) {
  if (lookup(context.store.oidc.config, {"caCertConfigMap"}) != nullptr) {
    return context.tree.string("/etc/pki/tls/oidc-ca/ca.crt");
  }
  return context.store.ca_bundle && context.has(feature::kOdhCaBundle)
             ? context.tree.string("/etc/pki/tls/custom-certs/odh-ca-bundle.crt")
             : nullptr;
}

const Node* oidc_auth(const Context& context) {
  const auto& oidc = context.store.oidc;
  Node* auth = context.tree.map({{"type", "oidc"}});
  add_secret_properties(context, auth);
  if (!oidc.discovery_url.empty()) context.tree.set(auth, "auth_discovery_url", oidc.discovery_url);
  context.tree.add(auth, "verify_ssl", lookup(oidc.config, {"verifySSL"}));
  context.tree.add(auth, "jwks_cache_lifespan_seconds", lookup(oidc.config, {"jwksCacheLifespanSeconds"}));
  context.tree.add(auth, "jwks_request_timeout_seconds", lookup(oidc.config, {"jwksRequestTimeoutSeconds"}));
  context.tree.add(auth, "ca_cert_path", ca_certificate(context));
  return auth;
}

/// What needs no parameters. noAuth: false alone reads as kubernetes.
const Node* plain_auth(const Context& context) {
  const bool none = context.store.authorization == Authorization::kNone;
  return context.tree.map({{"type", none ? "no_auth" : "kubernetes"}});
}

}  // namespace

const Node* server_auth(const Context& context) {
  return context.store.authorization == Authorization::kOidc ? oidc_auth(context) : plain_auth(context);
}

const Node* client_auth(const Context& context) {
  if (context.store.authorization != Authorization::kOidc) return plain_auth(context);
  if (context.has(feature::kOidcSecretWhole)) {
    Node* auth = context.tree.map({{"type", "oidc"}});
    add_secret_properties(context, auth);
    return auth;
  }
  return context.tree.map({{"type", "oidc"}, {"token_env_var", lookup(context.store.oidc.config, {"tokenEnvVar"})}});
}

}  // namespace feastctl::build::repo_config
