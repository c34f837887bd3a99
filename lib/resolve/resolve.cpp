#include "resolve/resolve.hpp"

#include <algorithm>

#include "base/paths.hpp"
#include "model/tls.hpp"

namespace feastctl::resolve {

namespace {

using model::FeatureStore;
using model::Server;
using model::ServerType;

constexpr std::string_view kEphemeralPath = "/feast-data";
constexpr std::string_view kProtectedAnnotation = "feast.dev/protected-project";

std::optional<Server> server_of(ServerType type, const Node* config, const Node* written, const Context& context) {
  if (config == nullptr) return std::nullopt;
  Server server{.type = type, .config = config};
  server.serving_certificate = context.platform.openshift && lookup(written, {"tls"}) == nullptr;
  const Node* tls = lookup(config, {"tls"});
  if (model::tls_on(tls)) {
    server.tls = {.secret_name = lookup(tls, {"secretRef", "name"}),
                  .certificate = string_at(lookup(tls, {"secretKeyNames"}), "tlsCrt"),
                  .key = string_at(lookup(tls, {"secretKeyNames"}), "tlsKey")};
  }
  return server;
}

void fill_servers(const Context& context, FeatureStore& store) {
  const Node* written = lookup(context.store.root, {"spec", "services"});
  const auto set = [&](ServerType type, std::initializer_list<std::string_view> path) {
    store.servers[static_cast<std::size_t>(type)] =
        server_of(type, lookup(store.services, path), lookup(written, path), context);
  };
  set(ServerType::kRegistry, {"registry", "local", "server"});
  if (!store.online_disabled) set(ServerType::kOnline, {"onlineStore", "server"});
  set(ServerType::kOffline, {"offlineStore", "server"});
  set(ServerType::kUi, {"ui"});
}

model::Persistence persistence_of(const Field& store, ParametersOf of, const Context& context) {
  const Field persistence = store.child("persistence");
  const Field file = persistence.child("file");
  const Field database = persistence.child("store");
  model::Persistence result{.file = file.node()};
  const Field claim = file.child("pvc");
  if (claim.present()) {
    const Field mount_path = claim.child("mountPath");
    result.claim = {.mount_path = mount_path.text(),
                    .mount_path_node = mount_path.node(),
                    .ref_name = claim.child("ref").present() ? lookup(claim.node(), {"ref", "name"}) : nullptr,
                    .create = lookup(claim.node(), {"create"})};
    if (claim.child("ref").present() && result.claim->ref_name == nullptr)
      result.claim->ref_name = context.tree.string("");
  }
  if (database.present() && !file.present()) {
    result.store_type = database.child("type").node();
    result.parameters = store_parameters(database, of, context);
  }
  return result;
}

void fill_persistence(const Field& services, const Context& context, FeatureStore& store) {
  const Field online = services.child("onlineStore");
  const Field offline = services.child("offlineStore");
  const Field registry = services.child("registry");
  const Field local = registry.child("local");
  store.online_disabled = online.child("disabled").boolean();
  store.has_offline_store = offline.present();
  store.online = persistence_of(online, ParametersOf::kOnlineStore, context);
  store.offline = persistence_of(offline, ParametersOf::kOfflineStore, context);
  store.registry.persistence = persistence_of(local, ParametersOf::kRegistry, context);
}

void fill_scaling(const Field& spec, const Context& context, FeatureStore& store) {
  store.autoscaling = lookup(store.services, {"scaling", "autoscaling"});
  store.scaling = store.autoscaling != nullptr || spec.child("replicas").integer().value_or(1) > 1;
  const auto& named = context.platform.externally_scaled;
  store.external_autoscaler = context.platform.all_externally_scaled ||
                              std::ranges::find(named, store.name) != named.end() ||
                              context.companions.scaler_of(store.name_space, store.name) != nullptr;
}

void fill_paths(const Field& spec, const Context& context, FeatureStore& store) {
  Arena& arena = context.tree.arena();
  store.project = spec.child("feastProject").text();
  store.mount_path = store.offline.claim ? store.offline.claim->mount_path : kEphemeralPath;
  store.init_containers = !bool_at(store.services, "disableInitContainers");
  const Node* project_dir = lookup(store.applied, {"feastProjectDir"});
  const auto packaged = string_at(lookup(project_dir, {"packaged"}), "featureRepoPath");
  if (!packaged.empty() && !store.init_containers) {
    store.repo_dir = arena.copy(clean_path(packaged));
    return;
  }
  const auto in_git = string_at(lookup(project_dir, {"git"}), "featureRepoPath");
  store.repo_dir = arena.concat({store.mount_path, "/", store.project, "/", in_git.empty() ? "feature_repo" : in_git});
}

void fill_images(const Context& context, FeatureStore& store) {
  const Node* init = lookup(store.services, {"initImage"});
  const Node* packaged = lookup(store.applied, {"feastProjectDir", "packaged", "image"});
  if (init != nullptr && !init->text.empty()) {
    store.init_image_node = init;
  } else if (packaged != nullptr && !packaged->text.empty()) {
    store.init_image_node = packaged;
  } else {
    store.init_image_node = context.tree.string(context.tree.arena().copy(model::server_image(context.platform)));
  }
  store.init_image = store.init_image_node->text;
}

}  // namespace

std::string_view service_host(const TreeBuilder& tree, std::string_view store, std::string_view name_space,
                              std::string_view service) {
  return tree.arena().concat({"feast-", store, "-", service, ".", name_space, ".svc.cluster.local"});
}

model::FeatureStore resolve(const Node& applied, const Context& context) {
  FeatureStore store;
  store.document = context.store.root;
  store.applied = &applied;
  store.services = lookup(&applied, {"services"});
  store.platform = &context.platform;
  store.name = context.store.name;
  store.name_space = context.store.name_space;
  store.name_node = lookup(context.store.root, {"metadata", "name"});
  store.ca_bundle = context.companions.has_ca_bundle(store.name_space);
  store.protected_project =
      context.platform.has(feature::kProtectedProject) &&
      string_at(lookup(context.store.root, {"metadata", "annotations"}), kProtectedAnnotation) == "true";

  const Field root(&applied, "spec");
  const Field services = root.child("services");
  fill_persistence(services, context, store);
  fill_servers(context, store);
  resolve_registry(root, context, store);
  resolve_authorization(root, context, store);
  resolve_open_lineage(root, context, store);
  resolve_batch_engine(root, context, store);
  fill_scaling(root, context, store);
  fill_paths(root, context, store);
  fill_images(context, store);
  store.mlflow = lookup(&applied, {"mlflow"});
  store.metrics =
      !store.online_disabled && (bool_at(lookup(store.services, {"onlineStore", "server"}), "metrics") ||
                                 bool_at(lookup(store.services, {"onlineStore", "serving", "metrics"}), "enabled"));
  check_applied(root, context, store);
  return store;
}

}  // namespace feastctl::resolve
