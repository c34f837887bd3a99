#include "build/pod/pod.hpp"
#include "build/runtime/runtime.hpp"

namespace feastctl::build::pod {

namespace {

using model::Server;
using model::ServerType;

constexpr std::string_view kCaBundle = "odh-trusted-ca-bundle";
constexpr std::string_view kCustomCerts = "/etc/pki/tls/custom-certs/ca-bundle.crt";
constexpr std::string_view kOdhCerts = "/etc/pki/tls/custom-certs/odh-ca-bundle.crt";
constexpr std::string_view kOidcCa = "oidc-ca-cert";

void mount_in(const Context& context, std::vector<ContainerDraft>& containers,
              std::initializer_list<const Node*> mounts) {
  for (ContainerDraft& c : containers) {
    for (const Node* mount : mounts) context.tree.push(c.mounts, mount);
  }
}

void mount_everywhere(const Context& context, PodDraft& pod, std::initializer_list<const Node*> mounts) {
  mount_in(context, pod.init_containers, mounts);
  mount_in(context, pod.containers, mounts);
}

/// In all containers; in init containers, only if the operator of the release does so.
void mount_in_all(const Context& context, PodDraft& pod, std::initializer_list<const Node*> mounts) {
  if (context.has(feature::kInitContainerMounts)) mount_in(context, pod.init_containers, mounts);
  mount_in(context, pod.containers, mounts);
}

std::string_view tls_name(const Context& context, ServerType type) {
  return context.tree.arena().concat({model::name_of(type), "-tls"});
}

const Node* tls_mount(const Context& context, ServerType type) {
  const auto path = context.tree.arena().concat({"/tls/", model::name_of(type), "/"});
  return context.tree.map({{"name", tls_name(context, type)}, {"mountPath", path}, {"readOnly", true}});
}

/// A server's certificate: in its own container, and in the init containers, which talk to the servers of other stores.
void add_server_tls(const Context& context, PodDraft& pod, ServerType type) {
  const auto& server = context.store.server(type);
  if (!server || !server->tls) return;
  const TreeBuilder& tree = context.tree;
  Node* volume = tree.map(
      {{"name", tls_name(context, type)}, {"secret", tree.map({{"secretName", non_empty(server->tls->secret_name)}})}});
  volume->origin = lookup(server->config, {"tls"});
  tree.push(pod.volumes, volume);
  const Node* mount = tls_mount(context, type);
  for (ContainerDraft& c : pod.containers) {
    if (c.server->type == type) tree.push(c.mounts, mount);
  }
  if (context.has(feature::kInitContainerMounts)) mount_in(context, pod.init_containers, {mount});
}

Node* config_map_volume(const Context& context, std::string_view name, const Node* config_map) {
  return context.tree.map({{"name", name}, {"configMap", context.tree.map({{"name", non_empty(config_map)}})}});
}

void add_registry_tls(const Context& context, PodDraft& pod) {
  const auto& registry = context.store.registry;
  if (!registry.remote) return add_server_tls(context, pod, ServerType::kRegistry);
  if (registry.remote_config_map == nullptr) return;
  Node* volume = config_map_volume(context, tls_name(context, ServerType::kRegistry),
                                   lookup(registry.remote_config_map, {"name"}));
  volume->origin = registry.remote_config_map;
  context.tree.push(pod.volumes, volume);
  mount_in_all(context, pod, {tls_mount(context, ServerType::kRegistry)});
}

const Node* certificate_mount(const Context& context, std::string_view volume, std::string_view path, const Node* key) {
  return context.tree.map({{"name", volume}, {"mountPath", path}, {"readOnly", true}, {"subPath", key}});
}

void add_ca_bundle(const Context& context, PodDraft& pod) {
  if (!context.store.ca_bundle) return;
  const TreeBuilder& tree = context.tree;
  tree.push(pod.volumes, config_map_volume(context, kCaBundle, tree.string(kCaBundle)));
  mount_in_all(context, pod, {certificate_mount(context, kCaBundle, kCustomCerts, tree.string("ca-bundle.crt"))});
  if (!context.has(feature::kOdhCaBundle)) return;
  mount_in_all(context, pod, {certificate_mount(context, kCaBundle, kOdhCerts, tree.string("odh-ca-bundle.crt"))});
}

void add_oidc_ca(const Context& context, PodDraft& pod) {
  const Node* config_map = lookup(context.store.oidc.config, {"caCertConfigMap"});
  if (config_map == nullptr) return;
  const Node* key = non_empty_at(config_map, "key");
  if (key == nullptr) key = context.tree.string("ca-bundle.crt");
  Node* volume = config_map_volume(context, kOidcCa, lookup(config_map, {"name"}));
  volume->origin = config_map;
  context.tree.push(pod.volumes, volume);
  mount_in_all(context, pod, {certificate_mount(context, kOidcCa, "/etc/pki/tls/oidc-ca/ca.crt", key)});
}

void add_claim(const Context& context, PodDraft& pod, const model::Persistence& persistence, ServerType type) {
  if (!persistence.claim) return;
  const TreeBuilder& tree = context.tree;
  const Node* name = typed_name(context, model::name_of(type));
  const Node* claim = persistence.claim->ref_name == nullptr ? name : persistence.claim->ref_name;
  Node* volume = tree.map({{"name", name}, {"persistentVolumeClaim", tree.map({{"claimName", claim}})}});
  tree.push(pod.volumes, volume);
  Node* mount = tree.map({{"name", name}, {"mountPath", persistence.claim->mount_path_node}});
  mount->origin = persistence.claim->mount_path_node;
  if (type == ServerType::kOffline) return mount_everywhere(context, pod, {mount});  // the project is there
  mount_in_all(context, pod, {mount});
}

void add_claims(const Context& context, PodDraft& pod) {
  const auto& store = context.store;
  add_claim(context, pod, store.registry.persistence, ServerType::kRegistry);
  add_claim(context, pod, store.offline, ServerType::kOffline);
  add_claim(context, pod, store.online, ServerType::kOnline);
  if (store.registry.persistence.claim && store.offline.claim && store.online.claim) return;
  const TreeBuilder& tree = context.tree;
  tree.push(pod.volumes, tree.map({{"name", "feast-data"}, {"emptyDir", tree.map()}}));
  mount_everywhere(context, pod, {tree.map({{"name", "feast-data"}, {"mountPath", "/feast-data"}})});
}

/// feast-init reads the configuration and the Secrets; all containers read its output.
void add_runtime(const Context& context, PodDraft& pod) {
  if (context.runtime_config == nullptr || !context.runtime_config->server || pod.init_containers.empty()) return;
  const runtime::Consumer& consumer = *context.runtime_config->server;
  ContainerDraft& init = pod.init_containers.front();
  runtime::add_volumes(context, consumer, pod.volumes, init.mounts);
  if (consumer.plan.empty()) return;
  const Node* mount = runtime::run_mount(context, true);
  for (auto* list : {&pod.init_containers, &pod.containers}) {
    for (ContainerDraft& c : *list) {
      if (&c != &init) context.tree.push(c.mounts, mount);
    }
  }
}

}  // namespace

void add_volumes(const Context& context, PodDraft& pod) {
  add_registry_tls(context, pod);
  add_server_tls(context, pod, ServerType::kOffline);
  add_server_tls(context, pod, ServerType::kOnline);
  add_server_tls(context, pod, ServerType::kUi);
  add_ca_bundle(context, pod);
  add_oidc_ca(context, pod);
  add_claims(context, pod);
  if (const Node* own = lookup(context.store.services, {"volumes"})) {
    for (const Node* volume : own->items()) context.tree.push(pod.volumes, volume);
  }
  add_runtime(context, pod);
}

}  // namespace feastctl::build::pod
