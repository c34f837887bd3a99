#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "catalog/codes.hpp"
#include "model/secret_parts.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

namespace {

using model::SecretPart;

/// The names of the Secrets that `parts` speak of, each once, joined by commas.
std::string names_of(const std::vector<SecretPart>& parts) {
  std::vector<std::string_view> names;
  for (const SecretPart& part : parts) {
    if (std::ranges::find(names, part.use->name) == names.end()) names.push_back(part.use->name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// The operator's form has the values in environment variables of the Deployments.
void warn_of_credentials(const Context& context, std::vector<SecretPart> parts) {
  std::erase_if(parts, [](const SecretPart& part) { return part.use->values == nullptr; });
  if (parts.empty()) return;
  const Node* reference = source_of(parts.front().use->reference);
  Diagnostic& d = context.out.add(
      catalog::kCredentialInOutput, reference == nullptr ? Span() : reference->span,
      fmt::format("with --secrets=inline, the manifests contain the values of Secret {}", names_of(parts)));
  d.path = find_node(*context.store.root, reference).value_or(Whereabouts()).path;
  d.with_hint("do not commit them; --secrets=runtime (the default) keeps the values in the cluster");
}

/// Without init containers, nothing merges Secrets into feature_store.yaml; a packaged repository has its own file.
void refuse_without_init(const Field& spec, const Context& context, const model::FeatureStore& store,
                         const std::vector<SecretPart>& parts) {
  const Field project_dir = spec.child("feastProjectDir");
  if (parts.empty() || store.init_containers || project_dir.child("packaged").present()) return;
  const Field services = spec.child("services");
  const Field disabled = services.child("disableInitContainers");
  context.out
      .add(catalog::kSecretWithoutInit, disabled,
           fmt::format("without init containers, Secret {} does not reach feature_store.yaml", names_of(parts)))
      .with_hint(
          "remove disableInitContainers, or use feastProjectDir.packaged with an image whose repository has a "
          "feature_store.yaml");
}

/// Early operators copy all of the OIDC Secret to clients, which a bundle without values of Secrets cannot do.
void warn_of_oidc_clients(const Field& spec, const Context& context, const model::FeatureStore& store) {
  if (store.oidc.config == nullptr || !context.platform.has(feature::kOidcSecretWhole)) return;
  const Field authz = spec.child("authz");
  const Field oidc = authz.child("oidc");
  const Field secret = oidc.child("secretRef");
  context.out
      .add(catalog::kOidcClientsLeftOut, secret,
           fmt::format("the operator of {} copies Secret {} into the client ConfigMap; this bundle does not",
                       words(context.platform.feast), store.oidc.secret.name))
      .with_hint("provide the OIDC properties to clients in a separate Secret");
}

}  // namespace

void apply_secrets_mode(const Node& applied, const Context& context, model::FeatureStore& store) {
  const Field spec(&applied, "spec");
  const std::vector<SecretPart> parts = model::server_secret_parts(store);
  if (context.platform.secrets == model::SecretsMode::kInline) return warn_of_credentials(context, parts);
  refuse_without_init(spec, context, store, parts);
  warn_of_oidc_clients(spec, context, store);
  auto& lineage = store.open_lineage;
  for (model::SecretUse* use :
       {&store.offline.parameters, &store.online.parameters, &store.registry.persistence.parameters, &store.oidc.secret,
        &lineage.api_key, &lineage.connection_string, &lineage.consumer_api_key}) {
    use->values = nullptr;
  }
}

}  // namespace feastctl::resolve
