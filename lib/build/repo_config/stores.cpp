#include "base/paths.hpp"
#include "build/repo_config/repo_config.hpp"

namespace feastctl::build::repo_config {

namespace {

/// A file's path: below the claim's mount path when there is a claim.
const Node* actual_path(const Context& context, const model::Persistence& persistence) {
  const auto path = string_at(persistence.file, "path");
  if (!persistence.claim) return path.empty() ? nullptr : context.tree.string(path);
  return context.tree.string(context.tree.arena().copy(join_paths(persistence.claim->mount_path, path)));
}

/// A database: its type, and the parameters of its Secret.
Node* database(const Context& context, std::string_view type_key, const model::Persistence& persistence) {
  Node* store = context.tree.map({{type_key, persistence.store_type}});
  if (persistence.parameters.values != nullptr) {
    for (const Member& m : persistence.parameters.values->members()) context.tree.add(store, m.key, m.value);
  }
  return store;
}

const Node* remote_registry(const Context& context) {
  const auto& registry = context.store.registry;
  if (registry.remote_host.empty()) return nullptr;  // hostname: "" passes the schema, and the operator writes nothing
  const Node* certificate = nullptr;
  if (registry.remote_config_map != nullptr) {
    certificate = context.tree.string(context.tree.arena().concat({"/tls/registry/", registry.remote_certificate}));
  }
  return context.tree.map({{"registry_type", "remote"}, {"path", registry.remote_host}, {"cert", certificate}});
}

Node* local_registry(const Context& context, const model::Persistence& persistence) {
  if (persistence.store_type != nullptr) return database(context, "registry_type", persistence);
  return context.tree.map({{"registry_type", "file"},
                           {"path", actual_path(context, persistence)},
                           {"s3_additional_kwargs", lookup(persistence.file, {"s3_additional_kwargs"})},
                           {"cache_ttl_seconds", lookup(persistence.file, {"cache_ttl_seconds"})},
                           {"cache_mode", lookup(persistence.file, {"cache_mode"})}});
}

}  // namespace

const Node* offline_store(const Context& context) {
  const auto& offline = context.store.offline;
  if (!context.store.has_offline_store) return nullptr;
  if (offline.store_type != nullptr) return database(context, "type", offline);
  return context.tree.map({{"type", non_empty_at(offline.file, "type")}});
}

const Node* online_store(const Context& context) {
  const auto& online = context.store.online;
  if (online.store_type != nullptr) return database(context, "type", online);
  const Node* path = online.file == nullptr ? context.tree.string("/feast-data/online_store.db")  // disabled: unused
                                            : actual_path(context, online);
  return context.tree.map({{"type", "sqlite"}, {"path", path}});
}

const Node* registry(const Context& context) {
  const auto& store = context.store;
  if (!store.has_registry) {
    return context.tree.map({{"registry_type", "file"}, {"path", "/feast-data/registry.db"}});
  }
  if (store.registry.remote) return remote_registry(context);
  Node* section = local_registry(context, store.registry.persistence);
  const auto& server = store.server(model::ServerType::kRegistry);
  if (server && bool_at(lookup(server->config, {"mcp"}), "enabled")) {
    context.tree.add(section, "mcp", context.tree.map({{"enabled", true}}));
  }
  return section;
}

}  // namespace feastctl::build::repo_config
