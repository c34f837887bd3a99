/// @file
/// @brief Finds stores that share a ClusterRoleBinding.
///
/// The operator names a store's ClusterRoleBinding after the store without its namespace. Stores with the same name in
/// several namespaces therefore write the same object, and in a cluster, only the last reconciled store keeps its
/// permissions. Source: the operator's authz services (feast-X-cluster-binding, feast-X-oidc-token-review).
#pragma once

#include <string_view>
#include <unordered_set>

#include "build/bundle.hpp"
#include "model/platform.hpp"
#include "parse/inputs.hpp"

namespace feastctl::whole_run {

/// Store names that occur in several namespaces, regardless of authorization.
std::unordered_set<std::string_view> repeated_names(const parse::Inputs& inputs);

/// Store names that occur in several namespaces with the same type of authorization. Filled before the first store is
/// processed, because a store's objects are delivered before the next stores are known.
class SharedBindings {
 public:
  /// Reads the stores whose name occurs more than once, on up to `jobs` threads. Names refer to `inputs`.
  SharedBindings(const parse::Inputs& inputs, const parse::PartsReader& reader, const model::Platform& platform,
                 unsigned jobs);

  /// Whether the store's binding is one of the shared objects.
  [[nodiscard]] bool shared(const build::SharedFacts& store) const {
    return (store.binding == &build::kKubernetesBinding && kubernetes_.contains(store.name)) ||
           (store.binding == &build::kOidcBinding && oidc_.contains(store.name));
  }

 private:
  std::unordered_set<std::string_view> kubernetes_, oidc_;
};

}  // namespace feastctl::whole_run
