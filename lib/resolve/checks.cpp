#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "base/paths.hpp"
#include "catalog/codes.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

namespace {

using model::ServerType;

void check_servers(const Field& spec, const Context& context, const model::FeatureStore& store) {
  if (store.has(ServerType::kRegistry) || store.has(ServerType::kOnline) || store.has(ServerType::kOffline)) return;
  const Field services = spec.child("services");
  const Field online = services.child("onlineStore");
  const Field disabled = online.child("disabled");
  context.out
      .add(catalog::kNoServer, disabled,
           "the store runs no server: the online store is disabled, and neither the offline store nor the registry has "
           "a server")
      .with_hint("remove disabled: true, or add server: {} to services.offlineStore or services.registry.local");
}

void check_packaged(const Field& spec, const Context& context, const model::FeatureStore& store) {
  const Field project = spec.child("feastProjectDir");
  const Field packaged = project.child("packaged");
  if (!packaged.present() || !store.init_containers) return;
  const Field path = packaged.child("featureRepoPath");
  const std::string staged = clean_path(store.repo_dir);
  if (!paths_overlap(clean_path(path.text()), staged)) return;
  context.out.add(catalog::kPackagedPathOverlap, path, "the packaged repository overlaps the directory it is copied to")
      .with_found(std::string(path.text()))
      .with_expected(fmt::format("a path in the image that is neither above nor below {}", staged));
}

void check_lineage_server(const Field& spec, const Context& context, const model::FeatureStore& store) {
  if (store.open_lineage.lineage_server == nullptr) return;
  const Field lineage = spec.child("openlineage");
  const Field consumer = lineage.child("consumer");
  const Field server = consumer.child("lineageServer");
  const bool database =
      consumer.child("connectionStringSecretRef").present() || store.registry.persistence.store_type != nullptr;
  if (!database) {
    context.out.add(catalog::kLineageWithoutDatabase, server, "the lineage server has no SQL database")
        .with_hint(
            "set openlineage.consumer.connectionStringSecretRef, or use a database for the registry: "
            "services.registry.local.persistence.store");
  }
  if (!store.has_registry) {
    context.out
        .add(catalog::kLineageWithoutRegistry, server, "the lineage server has no registry to query for permissions")
        .with_hint("add services.registry, local or remote");
  }
}

/// Free-form keys that duplicate a field crash the operator, because a key of feature_store.yaml gets two values.
void check_free_keys(const Field& map, std::initializer_list<std::string_view> taken, std::string_view section,
                     const Context& context) {
  if (!map.is_map()) return;
  for (const Member& m : map.node()->members()) {
    if (std::ranges::find(taken, m.key) == taken.end()) continue;
    context.out
        .add_at_key(catalog::kFreeKeyTaken, map.child(m),
                    fmt::format("the key \"{}\" of {} has its own field", m.key, section))
        .with_hint("set that field instead of the free-form key");
  }
}

}  // namespace

void check_applied(const Field& spec, const Context& context, const model::FeatureStore& store) {
  check_servers(spec, context, store);
  check_packaged(spec, context, store);
  check_lineage_server(spec, context, store);
  const Field materialization = spec.child("materialization");
  check_free_keys(materialization.child("extraConfig"), {"online_write_batch_size"}, "materialization", context);
  const Field lineage = spec.child("openlineage");
  const Field extra = lineage.child("extraConfig");
  check_free_keys(extra, {"enabled", "transport_type", "transport_url", "transport_endpoint", "api_key"}, "openlineage",
                  context);
  if (context.platform.has(feature::kLineageConsumer)) check_free_keys(extra, {"consumer"}, "openlineage", context);
  const Field services = spec.child("services");
  const Field online = services.child("onlineStore");
  const Field serving = online.child("serving");
  const Field metrics = serving.child("metrics");
  check_free_keys(metrics.child("categories"), {"enabled"}, "feature_server.metrics", context);
}

}  // namespace feastctl::resolve
