/// @file
/// @brief Which parts of feature_store.yaml come from which Secrets.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/feature_store.hpp"

namespace feastctl::model {

/// A part of feature_store.yaml that a Secret fills.
enum class SecretTarget : std::uint8_t {
  kOfflineStore,
  kOnlineStore,
  kRegistry,
  kAuth,
  kApiKey,
  kConnectionString,
  kConsumerApiKey,
};

/// A part and its Secret. `use` points into the store.
struct SecretPart {
  SecretTarget target;
  const SecretUse* use;
};

/// The parts of the servers' feature_store.yaml, in file order.
std::vector<SecretPart> server_secret_parts(const FeatureStore& store);
/// … of the lineage server's feature_store.yaml.
std::vector<SecretPart> lineage_secret_parts(const FeatureStore& store);

/// The properties of an OIDC Secret that the operator copies.
std::span<const std::string_view> oidc_properties(const Platform& platform);

}  // namespace feastctl::model
