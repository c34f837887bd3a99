/// @file
/// @brief A FeatureStore as the builders see it: checked, defaulted, and with every reference followed.
///
/// What the program decides on is typed; what only passes through (resources, affinity, volumes…) stays the node that
/// the user wrote, so that a builder shares it and a refusal finds its line again. A nullptr is a field that is absent.
///
/// To add a field of the FeatureStore:
/// 1. schemas/: describe it in featurestore-v1.json (type, default, meaning), and in featurestore-v1alpha1.json if that
///    version has it. `x-since` names the release that brought it, `x-omitempty` says that the operator's type drops an
///    empty value; the head of lib/schema/compile.cpp lists all these words;
/// 2. lib/defaults/: give it its default, if the operator has one that the schema does not state;
/// 3. here: a member, if the program decides on it; lib/resolve/resolve.cpp fills it;
/// 4. lib/build/: use it in the file of the kind where it shows (bundle.cpp is the table of contents; fields of pods
/// and
///    containers are in lib/build/pod/);
/// 5. lib/validate/: a rule, if it can clash with another field (recipe at the head of rules.hpp);
/// 6. schemas/examples/: a store that uses it; `explain` cuts its example from there;
/// 7. tests/golden/: a folder with a store and what it renders, or a line in one that fits: a field that passes through
///    to the pods is in `scheduling`. tests/recorded/README.md says how to add a release's definition;
/// 8. `ctest --preset dev -R '^(unit|golden|explain.examples|architecture|format)$'`.
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

/// TLS of a server that is switched on: present, not disabled, with a Secret.
struct Tls {
  const Node* secret_name = nullptr;
  std::string_view certificate;  ///< the Secret's key of the certificate
  std::string_view key;          ///< … and of the private key
};

/// A server that is to run.
struct Server {
  ServerType type = ServerType::kOnline;
  const Node* config = nullptr;  ///< ServerConfigs, as applied
  std::optional<Tls> tls{};
  bool serving_certificate = false;  ///< OpenShift makes its certificate (no `tls` in the spec)
};

/// `pvc` of a file persistence.
struct Claim {
  std::string_view mount_path;
  const Node* mount_path_node = nullptr;
  const Node* ref_name = nullptr;  ///< an existing claim's name
  const Node* create = nullptr;    ///< a claim to create
};

/// A value that comes out of a Secret: which key, and what it holds when the Secret is in the input.
struct SecretUse {
  std::string_view name;            ///< the Secret
  std::string_view key;             ///< empty: every key of the Secret is a property of its own
  const Node* reference = nullptr;  ///< where the FeatureStore says so
  const Node* values =
      nullptr;  ///< the mapping that it holds; nullptr when the Secret is not in the input (runtime mode)
};

/// How a store keeps its data: a file or a database.
struct Persistence {
  const Node* file = nullptr;  ///< the `file` object as applied
  std::optional<Claim> claim{};
  const Node* store_type = nullptr;  ///< `store.type`; the store is a database when it is set
  SecretUse parameters{};            ///< of the database
};

/// The registry, local or remote.
struct Registry {
  bool remote = false;
  bool grpc = false, rest = false;          ///< what the local server offers
  Persistence persistence{};                ///< local
  std::string_view remote_host;             ///< host:port of the remote registry's server
  const Node* remote_config_map = nullptr;  ///< remote.tls.configMapRef
  std::string_view remote_certificate;      ///< remote.tls.certName
};

enum class Authorization : std::uint8_t { kKubernetes, kOidc, kNone, kUnset };  ///< kUnset: noAuth: false alone

/// `authz.oidc`, resolved.
struct Oidc {
  const Node* config = nullptr;
  SecretUse secret{};              ///< name is empty without one
  std::string_view discovery_url;  ///< empty when only the Secret knows it (runtime mode)
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

/// One store, ready to be built. Lives as long as the arena that its nodes live in.
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
  bool external_autoscaler = false;  ///< something else sets the replicas
  bool metrics = false;              ///< port 8000 of the online server
  bool protected_project = false;
  bool ca_bundle = false;  ///< the platform's CA bundle is in the namespace

  std::string_view mount_path;  ///< where the project lives: the offline claim's, or /feast-data
  std::string_view repo_dir;    ///< the feature repository within it
  std::string_view init_image;  ///< of feast-init, feast-apply and lineage
  const Node* init_image_node = nullptr;
  bool init_containers = true;

  [[nodiscard]] const std::optional<Server>& server(ServerType type) const {
    return servers[static_cast<std::size_t>(type)];
  }
  [[nodiscard]] bool has(ServerType type) const { return server(type).has_value(); }
};

}  // namespace feastctl::model
