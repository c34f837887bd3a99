#include "capacity/store_needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admit/amounts.hpp"
#include "admit/bundle.hpp"
#include "base/field.hpp"
#include "capacity/connections.hpp"
#include "catalog/codes.hpp"

namespace feastctl::capacity {

namespace {

using admit::Amounts;
using admit::Brought;
using admit::Side;

constexpr std::string_view kPodsOf = "pods";

Quantity amount(const Amounts& amounts, std::string_view name) {
  const Quantity* found = admit::find_amount(amounts, name);
  return found == nullptr ? Quantity() : *found;
}

/// Calls `take` with each container that runs as long as the pod: not with init containers that end.
template <typename Take>
void each_running(const Node& spec, const Take& take) {
  if (const Node* inits = lookup(&spec, {"initContainers"})) {
    for (const Node* init : inits->items()) {
      if (string_at(init, "restartPolicy") == "Always") take(*init);
    }
  }
  if (const Node* containers = lookup(&spec, {"containers"})) {
    for (const Node* container : containers->items()) take(*container);
  }
}

bool all_limited(const Node& spec, std::string_view resource) {
  if (lookup(&spec, {"resources", "limits", resource}) != nullptr) return true;
  bool all = true;
  each_running(spec, [&](const Node& container) {
    all = all && lookup(&container, {"resources", "limits", resource}) != nullptr;
  });
  return all;
}

std::vector<std::string> unsized_of(const Node& spec) {
  std::vector<std::string> names;
  each_running(spec, [&](const Node& container) {
    const Node* requests = lookup(&container, {"resources", "requests"});
    if (lookup(requests, {"cpu"}) == nullptr || lookup(requests, {"memory"}) == nullptr)
      names.emplace_back(string_at(&container, "name"));
  });
  return names;
}

/// The request of the container that asks for most of the resource, in the template as it is written; nullptr without
/// one.
const Node* largest_request(const Node& spec, std::string_view resource) {
  const Node* largest = nullptr;
  std::optional<Quantity> most;
  each_running(spec, [&](const Node& container) {
    for (const std::string_view side : {"requests", "limits"}) {
      const Node* written = lookup(&container, {"resources", side, resource});
      const auto asked = written == nullptr ? std::nullopt : Quantity::parse(written->text);
      if (!asked) continue;
      if (!most || asked->compare(*most) > 0) {
        most = asked;
        largest = written;
      }
      return;
    }
  });
  return largest;
}

/// A finding without words at what causes the amount, or at the store's name.
Diagnostic place_of(const Brought& brought, const StoreFacts& store, std::string_view resource, Diagnostics of_store) {
  ObjectReport report(of_store, *store.model->document, *brought.object);
  const Node* spec = lookup(brought.workload->pod_template, {"spec"});
  const Node* cause = spec == nullptr ? nullptr : largest_request(*spec, resource);
  if (source_of(cause) == nullptr) cause = store.model->name_node;
  return report.add(catalog::kPodTooLarge, Field(brought.object), cause, {});
}

void add_pods(const Brought& brought, const StoreFacts& store, const Diagnostics& of_store, Needs& needs) {
  const Node* pod = brought.verdict && brought.verdict->limited.pod != nullptr ? brought.verdict->limited.pod
                                                                               : brought.workload->pod_template;
  const Node* spec = lookup(pod, {"spec"});
  if (spec == nullptr) return;
  const Amounts requests = admit::sum_with_overhead(*spec, Side::kRequests);
  const Amounts limits = admit::sum_with_overhead(*spec, Side::kLimits);
  Pods pods{.object = fmt::format("{} {}", string_at(brought.object, "kind"),
                                  string_at(lookup(brought.object, {"metadata"}), "name")),
            .why = admit::word_of(admit::Why::kApplied),
            .count = 1,
            .cpu = amount(requests, "cpu"),
            .memory = amount(requests, "memory"),
            .cpu_limit = amount(limits, "cpu"),
            .memory_limit = amount(limits, "memory"),
            .cpu_is_limited = all_limited(*spec, "cpu"),
            .memory_is_limited = all_limited(*spec, "memory"),
            .unsized = unsized_of(*spec),
            .of_cpu = place_of(brought, store, "cpu", of_store),
            .of_memory = place_of(brought, store, "memory", of_store)};
  if (brought.workload->is_pod()) needs.pods.push_back(pods);
  for (const admit::Group& group : brought.workload->groups) {
    if (group.resource != kPodsOf || group.count == 0) continue;
    pods.why = admit::word_of(group.why);
    pods.count = group.count;
    needs.pods.push_back(pods);
  }
}

void add_volume(const Node& claim, Needs& needs) {
  const Amounts requests = admit::amounts_in(lookup(&claim, {"spec", "resources", "requests"}));
  needs.volumes.push_back({.name = std::string(string_at(lookup(&claim, {"metadata"}), "name")),
                           .storage_class = std::string(string_at(lookup(&claim, {"spec"}), "storageClassName")),
                           .storage = amount(requests, "storage")});
}

/// How many processes of a store connect, by what they are.
struct Processes {
  std::uint64_t pods = 0;     ///< of the store's own Deployment
  std::int64_t workers = 0;   ///< of the online server
  std::uint64_t servers = 0;  ///< those of the pod beside it
  std::uint64_t jobs = 0;     ///< commands of the CronJob, which run in a pod of the Deployment
};

Processes processes_of(const StoreFacts& store, const Needs& needs) {
  using model::ServerType;
  Processes processes;
  const std::string deployment = fmt::format("Deployment feast-{}", store.model->name);
  for (const Pods& pods : needs.pods) {
    if (pods.object == deployment) processes.pods += pods.count;
    if (pods.why == admit::word_of(admit::Why::kJob)) processes.jobs += pods.count;
  }
  if (const auto& online = store.model->server(ServerType::kOnline)) {
    processes.workers = integer_at(lookup(online->config, {"workerConfigs"}), "workers").value_or(1);
    if (processes.workers == 0) processes.workers = 1;
  }
  for (const ServerType type : {ServerType::kRegistry, ServerType::kOffline, ServerType::kUi}) {
    processes.servers += store.model->has(type) ? 1 : 0;
  }
  return processes;
}

class Databases {
 public:
  Databases(const StoreFacts& store, const Diagnostics& of_store, Needs& needs)
      : store_(&store), of_store_(&of_store), needs_(&needs), processes_(processes_of(store, needs)) {}

  void add_online() {
    const model::Persistence& online = store_->model->online;
    if (online.store_type == nullptr || !store_->model->has(model::ServerType::kOnline)) return;
    const auto pools = online_pools(online.store_type->text, store_->online);
    if (pools.empty()) needs_->uncounted = known_type(online.store_type->text);
    for (const Pool& pool : pools) add("online store", online, pool, 0);
  }

  void add_registry() {
    const model::Persistence& registry = store_->model->registry.persistence;
    if (store_->model->registry.remote || registry.store_type == nullptr || registry.store_type->text != "sql") return;
    std::string_view use = "registry";
    for (const Pool& pool : registry_pools(store_->registry)) {
      add(use, registry, pool, processes_.servers);
      use = "registry, read_path";
    }
  }

 private:
  /// Types whose clients open connections as they need them, which outlive the tree that names them.
  static std::string_view known_type(std::string_view type) {
    constexpr std::array<std::string_view, 6> kNames{"redis",   "cassandra", "scylladb",
                                                     "mongodb", "hazelcast", "aerospike"};
    const auto* found = std::ranges::find(kNames, type);
    return found == kNames.end() ? std::string_view() : *found;
  }

  void add(std::string_view use, const model::Persistence& persistence, const Pool& pool, std::uint64_t servers) {
    Diagnostics scratch = *of_store_;
    const Node* reference = persistence.parameters.reference;
    const Node* cause = source_of(reference) == nullptr ? persistence.store_type : reference;
    const Whereabouts at = scratch.place_of(*store_->model->document, source_of(cause));
    Diagnostic& place = scratch.add(catalog::kTooManyConnections, at.key_span, {});
    place.path = at.path;
    needs_->connections.push_back({.use = use,
                                   .type = std::string(persistence.store_type->text),
                                   .pods = processes_.pods,
                                   .workers = processes_.workers,
                                   .servers = servers,
                                   .jobs = processes_.jobs,
                                   .per_process = pool.size,
                                   .basis = pool.basis,
                                   .server = pool.server,
                                   .place = place});
  }

  const StoreFacts* store_;
  const Diagnostics* of_store_;
  Needs* needs_;
  Processes processes_;
};

}  // namespace

Needs needs_of(const StoreFacts& store, const admit::Rules& rules, KubernetesRelease kubernetes,
               const TreeBuilder& tree, const Diagnostics& of_store) {
  Needs needs;
  for (const Node* object : store.objects) {
    const Brought brought = admit::brought_by(*object, store.objects, rules, kubernetes, tree);
    if (brought.workload) add_pods(brought, store, of_store, needs);
    if (string_at(object, "kind") == "PersistentVolumeClaim") add_volume(*object, needs);
  }
  Databases databases(store, of_store, needs);
  databases.add_online();
  databases.add_registry();
  return needs;
}

}  // namespace feastctl::capacity
