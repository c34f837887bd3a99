#include "build/repo_config/repo_config.hpp"

namespace feastctl::build::repo_config {

namespace {

/// With a lineage server of its own, the servers send their events there.
const Node* open_lineage_of_servers(const Context& context) {
  Node* section = open_lineage(context);
  if (section == nullptr || context.store.open_lineage.lineage_server == nullptr) return section;
  const auto url = context.tree.arena().concat(
      {"http://feast-", context.store.name, "-lineage.", context.store.name_space, ".svc.cluster.local:80"});
  context.tree.set(section, "transport_type", "http");
  context.tree.set(section, "transport_url", url);
  context.tree.set(section, "transport_endpoint", "api/v1/lineage");
  return section;
}

}  // namespace

Node* server(const Context& context) {
  const TreeBuilder& tree = context.tree;
  Node* config = document(context);
  tree.add(config, "offline_store", offline_store(context));
  tree.add(config, "online_store", online_store(context));
  tree.add(config, "registry", registry(context));
  tree.add(config, "auth", server_auth(context));
  tree.add(config, "entity_key_serialization_version", 3);
  tree.add(config, "batch_engine", batch_engine(context));
  tree.add(config, "feature_server", feature_server(context));
  tree.add(config, "materialization", materialization(context));
  tree.add(config, "openlineage", open_lineage_of_servers(context));
  tree.add(config, "mlflow", mlflow(context));
  tree.add(config, "data_quality_monitoring", data_quality_monitoring(context));
  return config;
}

}  // namespace feastctl::build::repo_config
