#include "model/authorization.hpp"

#include <fmt/format.h>

#include <string>

#include "catalog/codes.hpp"
#include "model/secret_parts.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

namespace {

std::string_view discovery_of(const TreeBuilder& tree, std::string_view issuer) {
  while (issuer.ends_with('/')) issuer.remove_suffix(1);
  return tree.arena().concat({issuer, "/.well-known/openid-configuration"});
}

/// issuerUrl in the spec, then auth_discovery_url in the Secret, then the operator's own issuer setting. In runtime
/// mode, the init container handles that of the Secret, which replaces the operator's.
std::string_view discovery_url(const Field& oidc, const model::Oidc& resolved, const Context& context) {
  const auto issuer = oidc.child("issuerUrl").text();
  if (!issuer.empty()) return discovery_of(context.tree, issuer);
  const auto from_secret = string_at(resolved.secret.values, "auth_discovery_url");
  const bool runtime = context.platform.secrets == model::SecretsMode::kRuntime;
  if (!from_secret.empty() && !runtime) return from_secret;
  if (!context.platform.oidc_issuer.empty()) return discovery_of(context.tree, context.platform.oidc_issuer);
  const bool secret_unknown = !resolved.secret.name.empty() && resolved.secret.values == nullptr;
  if (!secret_unknown && from_secret.empty()) {
    context.out.add(catalog::kOidcWithoutDiscoveryUrl, oidc, "the address of the OIDC provider is missing")
        .with_hint("set issuerUrl: https://… here, add auth_discovery_url to the Secret, or pass --oidc-issuer");
  }
  return {};
}

/// Early operators take all OIDC settings from the Secret, and fail if a property is missing.
void check_whole_secret(const Field& oidc, const model::Oidc& resolved, const Context& context) {
  if (resolved.secret.values == nullptr) return;
  const Field secret = oidc.child("secretRef");
  for (const std::string_view property : model::oidc_properties(context.platform)) {
    if (resolved.secret.values->find(property) != nullptr) continue;
    context.out
        .add(catalog::kSecretKeyMissing, secret,
             fmt::format("Secret {} has no key {}, which the operator of {} needs for OIDC", resolved.secret.name,
                         property, words(context.platform.feast)))
        .with_hint(fmt::format("add the key {} to the Secret", property));
  }
}

}  // namespace

void resolve_authorization(const Field& spec, const Context& context, model::FeatureStore& store) {
  store.authorization = model::authorization_of(spec, context.platform.feast);
  if (store.authorization != model::Authorization::kOidc) return;
  const Field authz = spec.child("authz");
  const Field oidc = authz.child("oidc");
  store.oidc.config = oidc.node();
  const Field secret = oidc.child("secretRef");
  if (secret.present()) store.oidc.secret = secret_properties(secret, oidc.child("secretKeyName").text(), context);
  if (context.platform.has(feature::kOidcSecretWhole)) {
    check_whole_secret(oidc, store.oidc, context);
  } else {
    store.oidc.discovery_url = discovery_url(oidc, store.oidc, context);
  }
}

}  // namespace feastctl::resolve
