/// @file
/// @brief The other objects of the input that a FeatureStore may refer to or be scaled by.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/node.hpp"

namespace feastctl::model {

/// A FeatureStore document among the inputs, as it was read.
struct StoreDocument {
  const Node* root = nullptr;
  int index = 0;                ///< which document of its source, from 0
  std::string_view name;        ///< metadata.name, empty when it has none
  std::string_view name_space;  ///< metadata.namespace or the default one
  bool v1alpha1 = false;
};

/// An object that scales a Deployment: a HorizontalPodAutoscaler or a KEDA ScaledObject.
struct ExternalScaler {
  std::string_view name_space;
  std::string_view target_kind;  ///< Deployment or FeatureStore
  std::string_view target_name;
  const Node* root = nullptr;
};

/// Everything in the input that answers references, by namespace and name. Filled once, then only read.
struct Companions {
  std::unordered_map<std::string, const Node*> secrets;      ///< key(): namespace/name
  std::unordered_map<std::string, const Node*> config_maps;  ///< likewise
  std::unordered_map<std::string, const StoreDocument*> stores;
  std::vector<const Node*> mlflows;  ///< MLflow objects in the order of the input
  std::vector<ExternalScaler> scalers;

  /// The key of the maps above.
  static std::string key(std::string_view name_space, std::string_view name);
  /// The Secret, ConfigMap or store of that name, or nullptr.
  [[nodiscard]] const Node* secret(std::string_view name_space, std::string_view name) const;
  [[nodiscard]] const Node* config_map(std::string_view name_space, std::string_view name) const;
  [[nodiscard]] const StoreDocument* store(std::string_view name_space, std::string_view name) const;
  /// Whether the platform's trusted CA bundle (a labelled ConfigMap) is in that namespace.
  [[nodiscard]] bool has_ca_bundle(std::string_view name_space) const;
  /// The object that scales the store's Deployment, or nullptr.
  [[nodiscard]] const ExternalScaler* scaler_of(std::string_view name_space, std::string_view store) const;
};

}  // namespace feastctl::model
