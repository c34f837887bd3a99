/// Replicas and autoscaling need databases, because several pods cannot share a file.
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "validate/places.hpp"
#include "validate/rules.hpp"

namespace feastctl::validate {

namespace {

/// The two fields that make a store scale.
struct Scaling {
  const Field& replicas;
  const Field& autoscaling;

  [[nodiscard]] bool fixed() const { return replicas.integer().value_or(1) > 1; }
  [[nodiscard]] bool wanted() const { return fixed() || autoscaling.present(); }
};

template <typename Visit>
void with_scaling(const Field& spec, const Visit& visit) {
  const Field services = spec.child("services");
  const Field scaling = services.child("scaling");
  const Field autoscaling = scaling.child("autoscaling");
  const Field replicas = spec.child("replicas");
  visit(Scaling{replicas, autoscaling});
}

void add_scaling_notes(const Scaling& scaling, Diagnostic& d) {
  if (scaling.fixed())
    d.with_note(fmt::format("{} replicas are requested here", *scaling.replicas.integer()), scaling.replicas);
  if (scaling.autoscaling.present()) d.with_note("autoscaling is requested here", scaling.autoscaling);
}

/// The deepest of `places` (outermost first) that exists.
const Field& deepest(std::initializer_list<const Field*> places) {
  const Field* found = *places.begin();
  for (const Field* place : places) {
    if (place->present()) found = place;
  }
  return *found;
}

/// Where a file persistence keeps its data, for messages.
std::string file_words(const Field& file, std::string_view engine) {
  const Field path = file.child("path");
  const Field claim = file.child("pvc");
  std::string words(engine);
  if (path.is_string()) words += fmt::format(" at {}", path.text());
  if (claim.present()) words += " on a volume claim";
  return words;
}

struct Demand {
  const Scaling& scaling;
  const Rule& rule;
  Diagnostics& out;
};

Diagnostic& refuse(const Demand& demand, const Field& at, std::string_view service, std::string_view because) {
  Diagnostic& d = demand.out.add_at_key(
      demand.rule, at,
      fmt::format("horizontal scaling needs DB-backed persistence for all enabled services, but the {} {}", service,
                  because));
  add_scaling_notes(demand.scaling, d);
  std::vector<Change> changes;
  if (demand.scaling.fixed()) changes.push_back(change::replace(demand.scaling.replicas, "1"));
  if (demand.scaling.autoscaling.present()) changes.push_back(change::remove(demand.scaling.autoscaling));
  d.with_fix(false, "Keep one replica without autoscaling", std::move(changes));
  return d;
}

void demand_online_store(const Field& spec, const Demand& demand) {
  const Field services = spec.child("services");
  const Field online = services.child("onlineStore");
  const Field persistence = online.child("persistence");
  const Field file = persistence.child("file");
  const Field store = persistence.child("store");
  if (store.present()) return;
  const bool disabled = [&] {
    const Field flag = online.child("disabled");
    return flag.boolean();
  }();
  refuse(demand, deepest({&spec, &services, &online, &persistence, &file}), "online store",
         disabled         ? "has no database (required even if it is disabled)"
         : file.present() ? "stores its data in a file"
                          : "has none and defaults to a SQLite file")
      .with_found(file.present() ? file_words(file, "SQLite") : "no services.onlineStore.persistence.store")
      .with_expected("services.onlineStore.persistence.store")
      .with_hint(
          "set services.onlineStore.persistence.store, for example {type: postgres, secretRef: {name: …}}, or keep one "
          "replica without autoscaling");
}

void demand_offline_store(const Field& spec, const Demand& demand) {
  const Field services = spec.child("services");
  const Field offline = services.child("offlineStore");
  const Field persistence = offline.child("persistence");
  const Field file = persistence.child("file");
  const Field store = persistence.child("store");
  if (!offline.present() || store.present()) return;
  const Field type = file.child("type");
  refuse(demand, deepest({&offline, &persistence, &file}), "offline store",
         file.present() ? "reads files" : "has none and defaults to files")
      .with_found(file.present() ? file_words(file, type.text("dask")) : "no services.offlineStore.persistence.store")
      .with_expected("services.offlineStore.persistence.store")
      .with_hint(
          "set services.offlineStore.persistence.store, for example {type: postgres, secretRef: {name: …}}, remove "
          "services.offlineStore, or keep one replica without autoscaling");
}

void demand_registry(const Field& spec, const Demand& demand) {
  const Field services = spec.child("services");
  const Field registry = services.child("registry");
  const Field remote = registry.child("remote");
  const Field local = registry.child("local");
  const Field persistence = local.child("persistence");
  const Field store = persistence.child("store");
  const Field file = persistence.child("file");
  const Field path = file.child("path");
  if (remote.present() || store.present() || on_bucket(path.text())) return;
  refuse(demand, deepest({&spec, &services, &registry, &local, &persistence, &file}), "registry",
         file.present()       ? "is a file in the pod"
         : registry.present() ? "has none and defaults to a file in the pod"
                              : "is not configured and defaults to a file in the pod")
      .with_found(file.present() ? file_words(file, "a file") : "no services.registry.local.persistence.store")
      .with_expected(
          "services.registry.local.persistence.store, services.registry.remote, or a file.path on s3:// or gs://")
      .with_hint(
          "set services.registry.local.persistence.store, for example {type: sql, secretRef: {name: …}}, use a remote "
          "registry, or keep one replica without autoscaling");
}

}  // namespace

void check_scaling_persistence(const Field& spec, const Rule& rule, Diagnostics& out) {
  with_scaling(spec, [&](const Scaling& scaling) {
    if (!scaling.wanted()) return;
    const Demand demand{scaling, rule, out};
    demand_online_store(spec, demand);
    demand_offline_store(spec, demand);
    demand_registry(spec, demand);
  });
}

void check_scaling_modes(const Field& spec, const Rule& rule, Diagnostics& out) {
  with_scaling(spec, [&](const Scaling& scaling) {
    if (!scaling.fixed() || !scaling.autoscaling.present()) return;
    const auto replicas = *scaling.replicas.integer();
    out.add_at_key(rule, scaling.autoscaling,
                   fmt::format("an autoscaler and a fixed number of replicas ({}) are mutually exclusive", replicas))
        .with_hint(
            fmt::format("remove the replicas and set autoscaling.minReplicas: {}, or remove autoscaling", replicas))
        .with_note("the number of replicas is set here", scaling.replicas)
        .with_fix(false, "Remove the fixed number of replicas", {change::remove(scaling.replicas)})
        .with_fix(false, "Remove the autoscaler", {change::remove(scaling.autoscaling)});
  });
}

}  // namespace feastctl::validate
