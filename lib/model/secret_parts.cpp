#include "model/secret_parts.hpp"

namespace feastctl::model {

namespace {

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

std::vector<SecretPart> lineage_secret_parts(const FeatureStore& store) {
  std::vector<SecretPart> parts;
  const OpenLineage& lineage = store.open_lineage;
  add(parts, SecretTarget::kApiKey, lineage.api_key);
  add(parts, SecretTarget::kConnectionString, lineage.connection_string);
  add(parts, SecretTarget::kConsumerApiKey, lineage.consumer_api_key);
  return parts;
}

}  // namespace feastctl::model
