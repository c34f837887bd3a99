#include "build/repo_config/repo_config.hpp"

namespace feastctl::build::repo_config {

namespace {

/// The registry that the lineage server asks for permissions.
const Node* registry_of_lineage(const Context& context) {
  const auto& registry = context.store.registry;
  std::string_view path = registry.remote_host;
  if (context.store.has_registry && !registry.remote) {
    path = context.tree.arena().concat(
        {"feast-", context.store.name, "-registry.", context.store.name_space, ".svc.cluster.local:6570"});
  }
  if (path.empty()) return nullptr;
  return context.tree.map({{"registry_type", "remote"}, {"path", path}});
}

}  // namespace

Node* lineage(const Context& context) {
  Node* config = document(context);
  context.tree.add(config, "registry", registry_of_lineage(context));
  context.tree.add(config, "openlineage", open_lineage(context));
  return config;
}

}  // namespace feastctl::build::repo_config
