/// Warnings about the FeatureStore itself.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/features.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "validate/local_data.hpp"
#include "validate/warnings.hpp"

namespace feastctl::validate {

namespace {

void warn_version(const Field& root, Diagnostics& out) {
  const Field version = root.child("apiVersion");
  if (version.text() != "feast.dev/v1alpha1") return;
  out.add(catalog::kDeprecatedVersion, version, "feast.dev/v1alpha1 is deprecated")
      .with_found("feast.dev/v1alpha1")
      .with_expected("feast.dev/v1")
      .with_hint("write apiVersion: feast.dev/v1, or run 'feastctl convert' to rewrite the file");
}

/// Whether `path` is on a volume that the user mounts into a server.
bool on_own_volume(const Field& spec, std::string_view path) {
  static constexpr std::string_view kServers[] = {"services.onlineStore.server", "services.offlineStore.server",
                                                  "services.registry.local.server"};
  bool found = false;
  at_maps(spec, kServers, [&](const Field& server) {
    const Field mounts = server.child("volumeMounts");
    for (std::size_t i = 0; i < mounts.size(); ++i) {
      const Field mount = mounts.item(i);
      const Field at = mount.child("mountPath");
      auto below = at.text();
      while (below.ends_with('/')) below.remove_suffix(1);
      found = found || (!below.empty() && path.starts_with(below) && path.substr(below.size()).starts_with('/'));
    }
  });
  return found;
}

void note_ephemeral_data(const Field& spec, Diagnostics& out) {
  std::vector<std::string_view> services;
  each_local_data(spec, [&](const LocalData& data) {
    if (!data.on_claim && !on_own_volume(spec, data.path)) services.push_back(data.service);
  });
  if (services.empty()) return;
  const Field at = spec.child("services");
  auto& d = out.add_at_key(catalog::kEphemeralData, at,
                           fmt::format("the {} {} data on an emptyDir, which is lost with the pod",
                                       list_of(services, "and"), services.size() == 1 ? "keeps its" : "keep their"))
                .with_hint("add persistence.file.pvc with `create: {}`, or use a database (persistence.store)");
  each_local_data(spec, [&](const LocalData& data) {
    if (data.on_claim || source_of(data.at.node()) == nullptr) return;
    if (on_own_volume(spec, data.path)) return;
    d.with_note(fmt::format("the {}", data.service), data.at);
  });
}

void note_served_registry(const Field& spec, Diagnostics& out) {
  at_map(spec, "services.registry.local", [&](const Field& local) {
    const Field server = local.child("server");
    if (!server.present()) return;
    each_local_data(spec, [&](const LocalData& data) {
      if (data.service != "registry") return;
      out.add_at_key(catalog::kServedRegistryFile, server, "a registry for other stores is a single file in this pod")
          .with_found(data.path.empty() ? "a file" : fmt::format("a file, {}", data.path))
          .with_hint("set registry.local.persistence.store with type sql to allow concurrent writes");
    });
  });
}

void note_authorization(const Field& root, const Field& spec, Diagnostics& out) {
  const Field own = root.child("spec");
  const Field authz = own.child("authz");
  const Field applied = spec.child("authz");
  if (!authz.present() && applied.present()) {
    out.add_at_key(catalog::kDefaultAuthorization, own,
                   "without authz, the servers use Kubernetes authorization, and clients need a token")
        .with_hint("write authz: {kubernetes: {}} to make it explicit, or {noAuth: true} to disable it");
  } else if (!authz.present()) {
    const std::string since = words(feature::kAuthorizationByDefault.since);
    out.add_at_key(
           catalog::kDefaultAuthorization, own,
           fmt::format("without authz, there is no authorization before {}: every client can do everything", since))
        .with_hint(fmt::format("write authz: {{kubernetes: {{}}}}, which is the default since {}", since));
  }
  const Field none = applied.child("noAuth");
  if (!none.present() || none.boolean()) return;
  out.add_at_key(catalog::kNoAuthFalse, none,
                 "noAuth: false enables Kubernetes authorization without the roles that it requires")
      .with_found("noAuth: false")
      .with_expected("kubernetes: {}, or noAuth: true");
}

void warn_workers(const Field& spec, Diagnostics& out) {
  at_map(spec, "services.onlineStore", [&](const Field& online) {
    if (online.child("disabled").boolean()) return;
    at_map(online, "server.workerConfigs", [&](const Field& config) {
      const Field workers = config.child("workers");
      if (workers.integer() != 0) return;
      out.add(catalog::kNoWorkers, workers, "the online server starts no worker, so it never answers")
          .with_found("0")
          .with_expected("1 or more, or -1 for twice the CPUs plus one");
    });
  });
}

}  // namespace

void warn_store(const Node& store, const Node& applied, Diagnostics& out) {
  const Field root(&store);
  const Field spec(&applied, "spec");
  warn_version(root, out);
  note_ephemeral_data(spec, out);
  note_served_registry(spec, out);
  note_authorization(root, spec, out);
  warn_workers(spec, out);
}

}  // namespace feastctl::validate
