/// @file
/// @brief What the live objects of a cluster say about one store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adopt/adopt.hpp"

namespace feastctl::adopt {

/// A container of a Deployment with a variable that holds the whole configuration, credentials and all.
struct Credential {
  const Node* deployment = nullptr;
  std::string list, container, variable;  ///< list: containers or initContainers
};

/// What is known of the operator.
struct Operator {
  enum class State : unsigned char { kUnknown, kRunning, kNotReady, kStopping, kStopped };

  State state = State::kUnknown;
  const Node* deployment = nullptr;
  std::string evidence{};  ///< where the state is known from, if not from the Deployment
};

/// A tool that applies the FeatureStore from Git or a chart.
struct Tool {
  std::string name;     ///< such as `Flux (Kustomization flux-system/feast)`
  std::string suspend;  ///< the command that stops it, empty if its object is not known
  std::string check;    ///< succeeds once it has stopped
};

struct Facts {
  std::vector<const Node*> objects;     ///< of the bundle, as they are in the cluster
  std::vector<const Node*> owned;       ///< those that have the FeatureStore as an owner
  std::vector<std::string> owner_uids;  ///< the uids by which they name it
  const Node* store = nullptr;          ///< the FeatureStore in the cluster
  bool stores_given = false;            ///< the FeatureStores were asked for, also if there is none
  Operator feast_operator;
  std::vector<Tool> tools;              ///< that apply the FeatureStore
  std::vector<std::string> managers;    ///< other writers of the objects, such as argocd-controller or kubectl-edit
  bool managers_known = false;          ///< the objects have managedFields
  std::vector<Credential> credentials;  ///< variables that the bundle does not have
  std::vector<std::string> old_replica_sets;  ///< those without pods that keep such variables
  std::vector<std::string> volumes;           ///< volumes of the claims that are not known to be retained
  std::string binding_holder;  ///< another namespace that an apply takes the binding's rights from, or empty
  std::string binding;         ///< the name of that ClusterRoleBinding
  std::string paused;          ///< a Deployment whose rollouts are paused, or empty
};

Facts facts_of(std::string_view name_space, std::string_view name, const diff::Manifests& live,
               const diff::Objects& bundle);

/// Where the operator stands, by its Deployment, its Lease, or what it wrote last of `objects`.
Operator operator_of(const diff::Manifests& live, const std::vector<const Node*>& objects);

/// The tools that apply the object, by what they write into its labels, annotations and managedFields.
std::vector<Tool> tools_of(const Node& object);

/// Whether a text is one that Kubernetes takes as the name of an object or a kind, so that it is one word of a shell.
bool is_plain(std::string_view text);

}  // namespace feastctl::adopt
