#include "model/companions.hpp"

#include <fmt/format.h>

namespace feastctl::model {

namespace {

constexpr std::string_view kCaBundle = "odh-trusted-ca-bundle";
constexpr std::string_view kCaBundleLabel = "config.openshift.io/inject-trusted-cabundle";

template <typename T>
T found(const std::unordered_map<std::string, T>& map, std::string_view name_space, std::string_view name) {
  const auto it = map.find(Companions::key(name_space, name));
  return it == map.end() ? nullptr : it->second;
}

}  // namespace

std::string Companions::key(std::string_view name_space, std::string_view name) {
  std::string key;
  key.reserve(name_space.size() + 1 + name.size());
  key.append(name_space).append(1, '/').append(name);
  return key;
}

const Node* Companions::secret(std::string_view name_space, std::string_view name) const {
  return found(secrets, name_space, name);
}

const Node* Companions::config_map(std::string_view name_space, std::string_view name) const {
  return found(config_maps, name_space, name);
}

const StoreDocument* Companions::store(std::string_view name_space, std::string_view name) const {
  return found(stores, name_space, name);
}

bool Companions::has_ca_bundle(std::string_view name_space) const {
  const Node* bundle = config_map(name_space, kCaBundle);
  return string_at(lookup(bundle, {"metadata", "labels"}), kCaBundleLabel) == "true";
}

const ExternalScaler* Companions::scaler_of(std::string_view name_space, std::string_view store) const {
  for (const ExternalScaler& s : scalers) {
    if (s.name_space != name_space) continue;
    if (s.target_kind == "FeatureStore" && s.target_name == store) return &s;
    if (s.target_kind == "Deployment" && s.target_name.starts_with("feast-") && s.target_name.substr(6) == store)
      return &s;
  }
  return nullptr;
}

}  // namespace feastctl::model
