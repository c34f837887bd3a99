/// What updates of workloads do: what the API server refuses, which pods restart, when pods are lost. Sources:
/// Kubernetes 1.35, pkg/apis/{apps,batch}/validation; pkg/controller/deployment/util (ResolveFenceposts,
/// EqualIgnoreHash); the page "Horizontal Pod Autoscaling", on removing spec.replicas.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "diff/update.hpp"

namespace feastctl::diff {

namespace {

constexpr std::int64_t kWhole = 100;

/// A number of pods, or a percentage of `all`, rounded up or down; `otherwise` (a percentage) if not set.
std::int64_t pods_of(const Node* node, std::int64_t all, bool up, std::int64_t otherwise) {
  std::int64_t percent = otherwise;
  if (node != nullptr && node->kind == Kind::kInteger) return node->integer;
  if (node != nullptr) std::from_chars(node->text.data(), node->text.data() + node->text.size(), percent);
  percent = std::clamp<std::int64_t>(percent, 0, kWhole);
  return (all * percent + (up ? kWhole - 1 : 0)) / kWhole;
}

std::optional<std::int64_t> replicas_of(const Node& object) {
  return integer_at(lookup(&object, {"spec"}), "replicas");
}

std::string selector_remedy(const Update& update, bool recreate) {
  constexpr std::string_view kKeep = "keep the selector (in kustomize, labels with includeSelectors: false)";
  if (recreate) {
    return fmt::format(
        "{}. If it must change, run kubectl delete {}, then apply. Until the new pod is ready, none is, and data "
        "outside claims (emptyDir volumes) is lost",
        kKeep, update.where());
  }
  return fmt::format(
      "{}. If it must change, run kubectl delete {} --cascade=orphan, then apply. The old pods keep running; delete "
      "their owner once the new pods are ready",
      kKeep, update.where());
}

void judge_selector(Update& update) {
  if (!update.changes({"spec", "selector"})) return;
  const bool recreate = string_at(lookup(&update.after(), {"spec", "strategy"}), "type") == "Recreate";
  update.refuse("spec.selector", "the selector cannot be changed", selector_remedy(update, recreate));
}

void judge_strategy(Update& update) {
  const auto type = [](const Node& object) { return string_at(lookup(&object, {"spec", "strategy"}), "type"); };
  if (type(update.before()) == "Recreate" || type(update.after()) != "Recreate") return;
  update.warn("spec.strategy",
              "server-side apply may keep the spec.strategy.rollingUpdate that the cluster filled in, and then refuses "
              "Recreate",
              fmt::format("if that happens: kubectl patch {} --type=merge -p "
                          "'{{\"spec\":{{\"strategy\":{{\"type\":\"Recreate\",\"rollingUpdate\":null}}}}}}'",
                          update.where()));
}

/// Replicas removed from the manifest: an apply sets them to one until an autoscaler acts.
void judge_replicas(Update& update) {
  const auto before = integer_at(lookup(&update.before(), {"spec"}), "replicas");
  const bool leaves = lookup(&update.after(), {"spec", "replicas"}) == nullptr && update.changes({"spec", "replicas"});
  if (!leaves || !before || *before < 2) return;
  update.warn(
      "spec.replicas",
      fmt::format("without replicas, the API server sets 1: {} pods fall to 1 until an autoscaler raises them",
                  *before),
      fmt::format("with kubectl apply: first kubectl apply edit-last-applied {}, and remove spec.replicas there; "
                  "with server-side apply, Argo CD or Flux: see docs/scaling.md",
                  update.where()));
}

/// Whether the update replaces running pods.
bool restarts(const Update& update) {
  return !update.refused() && update.changes({"spec", "template"}) && replicas_of(update.before()).value_or(1) > 0 &&
         replicas_of(update.after()).value_or(1) > 0;
}

std::string_view update_strategy(const Update& update) {
  return string_at(lookup(&update.after(), {"spec", "updateStrategy"}), "type");
}

}  // namespace

std::string rollout_of(const Node& deployment) {
  const auto replicas = replicas_of(deployment);
  const Node* strategy = lookup(&deployment, {"spec", "strategy"});
  if (string_at(strategy, "type") == "Recreate") return "Recreate: no ready pod meanwhile";
  if (!replicas) return "rolling";
  constexpr std::int64_t kDefault = 25;
  constexpr std::int64_t kMostReplicas = 1'000'000'000;  // larger numbers would overflow in percentages
  const std::int64_t all = std::min(*replicas, kMostReplicas);
  const std::int64_t surge = pods_of(lookup(strategy, {"rollingUpdate", "maxSurge"}), all, true, kDefault);
  std::int64_t down = pods_of(lookup(strategy, {"rollingUpdate", "maxUnavailable"}), all, false, kDefault);
  if (surge == 0 && down == 0) down = 1;  // as in the controller
  if (down < all) return "rolling";
  return all == 1
             ? "rolling, and maxUnavailable lets the only pod stop first: no ready pod meanwhile"
             : fmt::format("rolling, and maxUnavailable lets all {} pods stop at once: no ready pod meanwhile", all);
}

void judge_deployment(Update& update) {
  judge_selector(update);
  judge_strategy(update);
  judge_replicas(update);
  const bool paused = bool_at(lookup(&update.after(), {"spec"}), "paused");
  if (!paused && restarts(update)) update.restart(rollout_of(update.after()));
}

void judge_replica_set(Update& update) {
  judge_selector(update);
  judge_replicas(update);
}

void judge_daemon_set(Update& update) {
  judge_selector(update);
  if (restarts(update) && update_strategy(update) != "OnDelete") update.restart("rolling, node by node");
}

void judge_stateful_set(Update& update) {
  refuse_spec_but(update,
                  {"replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
                   "persistentVolumeClaimRetentionPolicy", "minReadySeconds"},
                  fmt::format("keep the old value. If it must change, run kubectl delete {} --cascade=orphan, then "
                              "apply; the pods and their claims stay",
                              update.where()));
  judge_replicas(update);
  const Node* rolling = lookup(&update.after(), {"spec", "updateStrategy", "rollingUpdate"});
  const auto replicas = replicas_of(update.after());
  const std::int64_t partition = integer_at(rolling, "partition").value_or(0);
  if (!restarts(update) || update_strategy(update) == "OnDelete" || partition >= replicas.value_or(partition + 1))
    return;
  update.restart(partition > 0   ? fmt::format("rolling, from ordinal {} up", partition)
                 : replicas == 1 ? "the only pod: no ready pod meanwhile"
                                 : "rolling");
}

void judge_job(Update& update) {
  const bool indexed = string_at(lookup(&update.after(), {"spec"}), "completionMode") == "Indexed";
  for (const std::string_view key : {"selector", "template", "completionMode", "completions", "podFailurePolicy",
                                     "successPolicy", "backoffLimitPerIndex", "managedBy"}) {
    if (!update.changes({"spec", key}) || (indexed && key == "completions")) continue;
    update.refuse(fmt::format("spec.{}", key), fmt::format("a Job's spec.{} cannot be changed", key),
                  fmt::format("give the Job another name. kubectl delete {} stops its pods and loses their logs",
                              update.where()));
  }
}

}  // namespace feastctl::diff
