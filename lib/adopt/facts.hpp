/// @file
/// @brief What the live objects of a cluster say about one store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adopt/adopt.hpp"

namespace feastctl::adopt {

/// A container of a Deployment with variables that hold the whole configuration, credentials and all.
struct Credential {
  const Node* deployment = nullptr;
  std::string list, container, variable;  ///< list: containers or initContainers
};

struct Facts {
  std::vector<const Node*> objects;     ///< of the bundle, as they are in the cluster
  std::vector<const Node*> owned;       ///< … those that have the FeatureStore as an owner
  std::vector<std::string> owner_uids;  ///< the uids by which they name it
  const Node* store = nullptr;          ///< the FeatureStore in the cluster
  bool stores_given = false;            ///< there are FeatureStores or none was to be expected
  const Node* operator_deployment = nullptr;
  bool operator_runs = false;
  std::vector<std::string> managers;    ///< GitOps tools among the managers, such as argocd-controller
  std::vector<Credential> credentials;  ///< variables that the bundle does not have
  std::vector<std::string> volumes;     ///< volumes of the claims that are not known to be retained
  std::string binding_holder;           ///< the other namespace that the ClusterRoleBinding serves, or empty
  std::string binding;                  ///< the name of that ClusterRoleBinding
};

Facts facts_of(std::string_view name_space, std::string_view name, const diff::Manifests& live,
               const diff::Objects& bundle);

}  // namespace feastctl::adopt
