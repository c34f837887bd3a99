#include "build/repo_config/repo_config.hpp"

namespace feastctl::build::repo_config {

namespace {

/// A field of the FeatureStore and the key that it has in feature_store.yaml.
struct Renamed {
  std::string_view field;
  std::string_view key;
};

void add_renamed(const Context& context, Node* section, const Node* config, std::initializer_list<Renamed> fields) {
  for (const auto& [field, key] : fields) context.tree.add(section, key, lookup(config, {field}));
}

/// Free-form settings, inline: the words true and false become booleans, everything else stays text.
void add_extra_config(const Context& context, Node* section, const Node* config) {
  const Node* extra = lookup(config, {"extraConfig"});
  if (extra == nullptr) return;
  for (const Member& m : extra->members()) {
    const bool boolean = m.value->text == "true" || m.value->text == "false";
    if (boolean) {
      context.tree.add(section, m.key, m.value->text == "true");
    } else {
      context.tree.add(section, m.key, m.value);
    }
  }
}

const Node* metrics(const Context& context, const Node* config) {
  if (config == nullptr) return nullptr;
  Node* section = context.tree.map({{"enabled", bool_at(config, "enabled")}});
  if (const Node* categories = lookup(config, {"categories"})) {
    for (const Member& m : categories->members()) context.tree.add(section, m.key, m.value);
  }
  return section;
}

/// The value that a Secret holds at a property, as it was checked when the store was resolved.
const Node* secret_text(const model::SecretUse& use, std::string_view property) {
  return use.values == nullptr ? nullptr : use.values->find(property);
}

const Node* consumer(const Context& context, const Node* config) {
  if (config == nullptr) return nullptr;
  const auto& lineage = context.store.open_lineage;
  Node* section = context.tree.map({{"enabled", bool_at(config, "enabled")}});
  add_renamed(context, section, config, {{"storeType", "store_type"}});
  context.tree.add(section, "connection_string", secret_text(lineage.connection_string, "connection_string"));
  context.tree.add(section, "api_key", secret_text(lineage.consumer_api_key, "api_key"));
  context.tree.add(section, "namespace_mapping", non_empty_at(config, "namespaceMapping"));
  add_renamed(context, section, config,
              {{"retentionDays", "retention_days"}, {"retentionCheckIntervalHours", "retention_check_interval_hours"}});
  if (lineage.lineage_server != nullptr) context.tree.add(section, "standalone_server", true);
  return section;
}

}  // namespace

const Node* batch_engine(const Context& context) {
  const auto& engine = context.store.batch_engine;
  if (engine.config == nullptr) return nullptr;
  Node* section = context.tree.map({{"type", non_empty(engine.config->find("type"))}});
  for (const Member& m : engine.config->members()) {
    if (m.key != "type") context.tree.add(section, m.key, m.value);
  }
  if (engine.type == "spark_application" && context.has(feature::kSparkDriver)) {
    context.tree.set(section, "service_account", engine.service_account);
  }
  return section;
}

const Node* feature_server(const Context& context) {
  const Node* serving = lookup(context.store.services, {"onlineStore", "serving"});
  if (serving == nullptr) return nullptr;
  const Node* mcp = lookup(serving, {"mcp"});
  const Node* batching = lookup(serving, {"offlinePushBatching"});
  const bool mcp_on = bool_at(mcp, "enabled");
  Node* section = context.tree.map(
      {{"type", mcp_on ? "mcp" : "local"}, {"metrics", metrics(context, lookup(serving, {"metrics"}))}});
  if (batching != nullptr) {
    context.tree.add(section, "offline_push_batching_enabled", bool_at(batching, "enabled"));
    add_renamed(context, section, batching,
                {{"batchSize", "offline_push_batching_batch_size"},
                 {"batchIntervalSeconds", "offline_push_batching_batch_interval_seconds"}});
  }
  if (mcp_on) {
    context.tree.add(section, "mcp_enabled", true);
    add_renamed(
        context, section, mcp,
        {{"serverName", "mcp_server_name"}, {"serverVersion", "mcp_server_version"}, {"transport", "mcp_transport"}});
  }
  return section;
}

const Node* materialization(const Context& context) {
  const Node* config = lookup(context.store.applied, {"materialization"});
  if (config == nullptr) return nullptr;
  Node* section = context.tree.map();
  add_renamed(context, section, config, {{"onlineWriteBatchSize", "online_write_batch_size"}});
  add_extra_config(context, section, config);
  return section;
}

Node* open_lineage(const Context& context) {
  const auto& lineage = context.store.open_lineage;
  if (lineage.config == nullptr) return nullptr;
  Node* section = context.tree.map({{"enabled", bool_at(lineage.config, "enabled")}});
  add_renamed(context, section, lineage.config,
              {{"transportType", "transport_type"},
               {"transportUrl", "transport_url"},
               {"transportEndpoint", "transport_endpoint"}});
  context.tree.add(section, "api_key", secret_text(lineage.api_key, "api_key"));
  add_extra_config(context, section, lineage.config);
  context.tree.add(section, "consumer", consumer(context, lookup(lineage.config, {"consumer"})));
  return section;
}

const Node* mlflow(const Context& context) {
  const Node* config = context.store.mlflow;
  if (config == nullptr) return nullptr;
  Node* section = context.tree.map({{"enabled", bool_at(config, "enabled")}});
  add_renamed(context, section, config,
              {{"trackingUri", "tracking_uri"},
               {"uiUrl", "ui_url"},
               {"autoLog", "auto_log"},
               {"autoLogEntityDf", "auto_log_entity_df"},
               {"entityDfMaxRows", "entity_df_max_rows"},
               {"logOperations", "log_operations"},
               {"opsExperimentSuffix", "ops_experiment_suffix"}});
  add_extra_config(context, section, config);
  return section;
}

const Node* data_quality_monitoring(const Context& context) {
  const Node* baseline = lookup(context.store.applied, {"dataQualityMonitoring", "autoBaseline"});
  return baseline == nullptr ? nullptr : context.tree.map({{"auto_baseline", baseline}});
}

}  // namespace feastctl::build::repo_config
