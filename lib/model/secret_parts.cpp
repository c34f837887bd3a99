#include "model/secret_parts.hpp"

#include <array>

namespace feastctl::model {

namespace {

constexpr std::array<std::string_view, 7> kOidcProperties{
    "auth_discovery_url", "client_id", "client_secret", "username", "password", "audience", "issuer"};
constexpr std::size_t kOidcClaims = 2;  ///< the last ones

void add(std::vector<SecretPart>& parts, SecretTarget target, const SecretUse& use) {
  if (!use.name.empty()) parts.push_back({target, &use});
}

}  // namespace

std::vector<SecretPart> server_secret_parts(const FeatureStore& store) {
  std::vector<SecretPart> parts;
  if (store.has_offline_store) add(parts, SecretTarget::kOfflineStore, store.offline.parameters);
  add(parts, SecretTarget::kOnlineStore, store.online.parameters);
  if (store.has_registry && !store.registry.remote) {
    add(parts, SecretTarget::kRegistry, store.registry.persistence.parameters);
  }
  if (store.authorization == Authorization::kOidc) add(parts, SecretTarget::kAuth, store.oidc.secret);
  for (const SecretPart& part : lineage_secret_parts(store)) parts.push_back(part);
  return parts;
}

std::span<const std::string_view> oidc_properties(const Platform& platform) {
  const std::span<const std::string_view> all(kOidcProperties);
  return platform.has(feature::kOidcClaims) ? all : all.first(all.size() - kOidcClaims);
}

std::vector<SecretPart> lineage_secret_parts(const FeatureStore& store) {
  std::vector<SecretPart> parts;
  const OpenLineage& lineage = store.open_lineage;
  add(parts, SecretTarget::kApiKey, lineage.api_key);
  add(parts, SecretTarget::kConnectionString, lineage.connection_string);
  add(parts, SecretTarget::kConsumerApiKey, lineage.consumer_api_key);
  return parts;
}

}  // namespace feastctl::model
