/// @file
/// @brief From the model to objects: code that all kinds share. Each file in this folder builds one kind of Kubernetes
/// object; bundle.cpp calls them all.
#pragma once

#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "model/feature_store.hpp"

namespace feastctl::build {

/// The texts of feature_store.yaml that objects of the bundle contain.
struct RepoConfigs {
  std::string_view server{}, client{}, lineage{};      ///< lineage is empty without a lineage server
  std::string_view server_base64{}, lineage_base64{};  ///< with --secrets=inline, for the containers
};

namespace runtime {
struct Config;
}

/// The input of every builder: the tree to create nodes in, and the store.
struct Context {
  const TreeBuilder& tree;
  const model::FeatureStore& store;
  RepoConfigs repo_configs{};
  const runtime::Config* runtime_config = nullptr;  ///< nullptr with --secrets=inline

  /// Whether the operator of the release has the feature.
  [[nodiscard]] bool has(const Feature& feature) const { return store.platform->has(feature); }
};

/// The objects of one store in an order in which they can be applied.
using Objects = std::vector<const Node*>;

// labels.cpp: names and labels (docs/reference/objects.md).
inline constexpr std::string_view kManagedBy = "app.kubernetes.io/managed-by";
inline constexpr std::string_view kOperator = "feast-operator";

/// feast-X.
const Node* feast_name(const Context& context);
/// feast-X-<type>.
const Node* typed_name(const Context& context, std::string_view type);
/// A generated string with a node of the user as its origin.
const Node* derived(const Context& context, std::string_view text, const Node* cause);

/// feast.dev/name and managed-by.
Node* full_labels(const Context& context);
/// The full labels and feast.dev/service-type.
Node* typed_labels(const Context& context, std::string_view type);
/// The selector of Deployment, Services, spread, affinity and PodDisruptionBudget.
const Node* selector_labels(const Context& context);
/// Labels, and selector, of the lineage server.
const Node* lineage_labels(const Context& context);

/// `metadata` of a namespaced object; absent parts are omitted.
Node* metadata(const Context& context, const Node* name, const Node* labels, const Node* annotations = nullptr);
/// An object with its apiVersion, kind and metadata; the rest is added by the caller.
Node* object(const Context& context, std::string_view api_version, std::string_view kind, const Node* metadata);

/// The node, or nullptr if it is absent or empty (an empty string, list or map), like Go's omitempty.
const Node* non_empty(const Node* node);
/// The value at `key` of `map`, if it is present and not empty.
const Node* non_empty_at(const Node* map, std::string_view key);

/// The port on which a server's container listens.
int target_port(const model::Server& server);
/// … and of the registry's REST API.
int rest_target_port(const model::Server& server);

// The kinds. Each function returns nullptr, or adds nothing, if the bundle does not contain its object.

const Node* service_account(const Context& context, const Node* name, Node* labels);
void add_services(const Context& context, Objects& out);
void add_claims(const Context& context, Objects& out);
const Node* deployment(const Context& context);
const Node* lineage_deployment(const Context& context);
const Node* lineage_service(const Context& context);
const Node* horizontal_pod_autoscaler(const Context& context);
const Node* pod_disruption_budget(const Context& context);
const Node* client_config_map(const Context& context);
const Node* ca_config_map(const Context& context);
const Node* cron_job(const Context& context);
const Node* ui_route(const Context& context);
const Node* service_monitor(const Context& context);
void add_authorization(const Context& context, Objects& out);
void add_cron_job_role(const Context& context, Objects& out);
void add_batch_engine_roles(const Context& context, Objects& out);

/// Adds an object, replacing one with the same kind and name (as a later write of the operator would).
void put(Objects& out, const Node* object);

/// The API group and version of roles and their bindings.
inline constexpr std::string_view kRbacGroup = "rbac.authorization.k8s.io";
inline constexpr std::string_view kRbac = "rbac.authorization.k8s.io/v1";

/// The service type of the objects that authorization needs.
inline constexpr std::string_view kAuthorization = "authorization";

/// A ClusterRoleBinding that the operator creates for a type of authorization: feast-X-<suffix>, to that ClusterRole.
struct ClusterBinding {
  std::string_view suffix, cluster_role;
};
inline constexpr ClusterBinding kKubernetesBinding{"cluster-binding", "feast-token-review-cluster-role"};
inline constexpr ClusterBinding kOidcBinding{"oidc-token-review", "feast-oidc-token-review"};
/// The binding that the operator of the release creates, or nullptr.
const ClusterBinding* binding_for(model::Authorization authorization, FeastRelease feast);
/// Its name for the store; with a namespace, the name is unique in the cluster.
std::string_view cluster_binding_name(const TreeBuilder& tree, const ClusterBinding& binding, std::string_view store,
                                      std::string_view name_space = {});

/// A RoleBinding, or with `role_kind` ClusterRole a ClusterRoleBinding.
const Node* binding_of(const TreeBuilder& tree, const Node* metadata, std::string_view role_kind, const Node* role_name,
                       const Node* subjects);
/// A service account as the subject of a binding.
const Node* account_subject(const TreeBuilder& tree, const Node* account, std::string_view name_space);

/// A RoleBinding or ClusterRoleBinding to one service account of the store's namespace.
const Node* role_binding(const Context& context, const Node* metadata, std::string_view role_kind,
                         const Node* role_name, const Node* account);
/// One rule of a role.
const Node* policy_rule(const Context& context, std::initializer_list<Value> groups,
                        std::initializer_list<Value> resources, std::initializer_list<Value> verbs,
                        const Node* resource_names = nullptr);

}  // namespace feastctl::build
