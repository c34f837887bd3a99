/// @file
/// @brief A FeatureStore for the builders: checked, defaulted, and with every reference resolved.
///
/// Values that the program decides on are typed; values that it only passes through (resources, affinity, volumes…)
/// stay the user's nodes, so that builders share them and errors lead back to their lines. nullptr means that a field
/// is absent.
///
/// To add a field of the FeatureStore:
/// 1. tests/recorded/definitions: the recorded definition of each release that has the field contains it, because a
///    unit test compares the schemas with it field by field. tests/recorded/README.md says how to add or replace one;
/// 2. schemas/: describe it in featurestore-v1.json (type, default, meaning), and in featurestore-v1alpha1.json if that
///    version has it. `x-since` names the release that brought it (`master` until a release has it; then try it with
///    `--feast-version=master`); the head of lib/schema/compile.cpp lists the other words;
/// 3. lib/defaults/: give it its default, if the operator has one that the schema does not state;
/// 4. here: a member, if the program decides on it; lib/resolve/resolve.cpp fills it;
/// 5. lib/build/: use it in the file of the kind where it shows (bundle.cpp is the table of contents). A field that
///    passes through to the pods is one line in lib/build/pod/, such as those of add_scheduling in scheduling.cpp;
/// 6. lib/validate/: a rule, if it can clash with another field (recipe at the head of rules.hpp);
///    lib/validate/kubernetes/: a check, if the API server refuses some of its values in the generated object;
/// 7. schemas/examples/: a store that uses it; `explain` cuts its example from there;
/// 8. tests/golden/: a folder with a store and what it renders, or a line in `input.yaml` and in `select` of one that
///    fits, such as `scheduling`. UPDATE_GOLDENS=1 and UPDATE_TRANSCRIPTS=1 rewrite what is expected (CONTRIBUTING.md);
/// 9. `cmake --build --preset dev && ctest --preset dev -R '^(unit|golden|cli|explain.examples|architecture|format)$'`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "model/platform.hpp"
#include "model/service_type.hpp"

namespace feastctl::model {

/// TLS of a server, if it is enabled: present, not disabled, with a Secret.
struct Tls {
  const Node* secret_name = nullptr;
  std::string_view certificate;  ///< the Secret's key of the certificate
  std::string_view key;          ///< … and of the private key
};

/// A server of the store.
struct Server {
  ServerType type = ServerType::kOnline;
  const Node* config = nullptr;  ///< ServerConfigs, as applied
  std::optional<Tls> tls{};
  bool serving_certificate = false;  ///< OpenShift issues its certificate (no `tls` in the spec)
};

/// `pvc` of a file persistence.
struct Claim {
  std::string_view mount_path;
  const Node* mount_path_node = nullptr;
  const Node* ref_name = nullptr;  ///< an existing claim's name
  const Node* create = nullptr;    ///< a claim to create
};

/// A value from a Secret: its key and, if the Secret is in the input, its content.
struct SecretUse {
  std::string_view name;            ///< the Secret
  std::string_view key;             ///< empty: every key of the Secret is a separate property
  const Node* reference = nullptr;  ///< the reference in the FeatureStore
  const Node* values =
      nullptr;  ///< the mapping that it holds; nullptr when the Secret is not in the input (runtime mode)
};

/// Where a store keeps its data: in a file or a database.
struct Persistence {
  const Node* file = nullptr;  ///< the `file` object as applied
  std::optional<Claim> claim{};
  const Node* store_type = nullptr;  ///< `store.type`; if set, the store is a database
  SecretUse parameters{};            ///< of the database
};

/// The registry, local or remote.
struct Registry {
  bool remote = false;
  bool grpc = false, rest = false;          ///< the protocols of the local server
  Persistence persistence{};                ///< local
  std::string_view remote_host;             ///< host:port of the remote registry's server
  const Node* remote_config_map = nullptr;  ///< remote.tls.configMapRef
  std::string_view remote_certificate;      ///< remote.tls.certName
};

enum class Authorization : std::uint8_t { kKubernetes, kOidc, kNone, kUnset };  ///< kUnset: noAuth: false alone

/// `authz.oidc`, resolved.
struct Oidc {
  const Node* config = nullptr;
  SecretUse secret{};              ///< name is empty if there is none
  std::string_view discovery_url;  ///< empty if only the Secret contains it (runtime mode)
};

/// The OpenLineage part that needs more than the applied spec.
struct OpenLineage {
  const Node* config = nullptr;
  SecretUse api_key{}, consumer_api_key{}, connection_string{};
  const Node* lineage_server = nullptr;  ///< consumer.lineageServer
};

/// The compute engine, from the ConfigMap that the store refers to.
struct BatchEngine {
  const Node* config = nullptr;  ///< the whole mapping
  std::string_view type;
  std::string_view service_account;  ///< of the Spark driver, for feature_store.yaml
  bool has_roles = false;            ///< a Spark driver needs an account and roles
  std::string_view role_account;     ///< … for that account
};

/// One store, ready to build. Lives as long as the arena of its nodes.
struct FeatureStore {
  const Node* document = nullptr;  ///< as it was read
  const Node* applied = nullptr;   ///< the spec after defaulting
  const Node* services = nullptr;  ///< applied.services; never nullptr
  const Platform* platform = nullptr;

  std::string_view name;
  std::string_view name_space;
  const Node* name_node = nullptr;
  std::string_view project;

  std::array<std::optional<Server>, 4> servers;  ///< by ServerType, without lineage
  Registry registry;
  bool has_registry = false;       ///< services.registry is in the spec
  bool has_offline_store = false;  ///< services.offlineStore is in the spec
  bool online_disabled = false;
  Persistence online, offline;

  Authorization authorization = Authorization::kKubernetes;
  Oidc oidc;
  OpenLineage open_lineage;
  BatchEngine batch_engine;
  const Node* mlflow = nullptr;  ///< when it is enabled

  bool scaling = false;  ///< more than one replica is possible: affinity, spread, RollingUpdate
  const Node* autoscaling = nullptr;
  bool external_autoscaler = false;  ///< something outside the store sets the replicas
  bool metrics = false;              ///< port 8000 of the online server
  bool protected_project = false;
  bool ca_bundle = false;  ///< the platform's CA bundle is in the namespace

  std::string_view mount_path;  ///< the folder of the project: the offline claim's, or /feast-data
  std::string_view repo_dir;    ///< the feature repository within it
  std::string_view init_image;  ///< the image of feast-init, feast-apply and lineage
  const Node* init_image_node = nullptr;
  bool init_containers = true;

  [[nodiscard]] const std::optional<Server>& server(ServerType type) const {
    return servers[static_cast<std::size_t>(type)];
  }
  [[nodiscard]] bool has(ServerType type) const { return server(type).has_value(); }
  /// Whether the init container feast-apply runs at each start of a pod.
  [[nodiscard]] bool applies_on_init() const { return init_containers && bool_at(services, "runFeastApplyOnInit"); }
};

}  // namespace feastctl::model
