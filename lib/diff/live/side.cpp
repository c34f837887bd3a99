#include "diff/live/side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "diff/live/kubectl.hpp"

namespace feastctl::diff {

namespace {

constexpr std::string_view kStoreLabel = "feast.dev/name";
constexpr std::string_view kManagerLabel = "app.kubernetes.io/managed-by";
constexpr std::string_view kManager = "feast-operator";

std::string kind_key(const ObjectName& object) {
  return fmt::format("{}\n{}", group_of(object.api_version), object.kind);
}

std::string place_key(std::string_view name_space, std::string_view name) {
  return fmt::format("{}\n{}", name_space, name);
}

std::string_view label(const Node& object, std::string_view name) {
  return string_at(lookup(&object, {"metadata", "labels"}), name);
}

/// The object in a kubectl command: `-n feast deployment feast-sample`.
std::string in_kubectl(const Node& object) {
  const ObjectName name = name_of(object);
  const std::string of = fmt::format("{} {}", lower_case(name.kind), name.name);
  return name.name_space.empty() ? of : fmt::format("-n {} {}", name.name_space, of);
}

/// Whether something that is no FeatureStore made the object.
bool has_other_owner(const Node& object) {
  const Node* owners = lookup(&object, {"metadata", "ownerReferences"});
  return owners != nullptr && std::ranges::any_of(owners->items(), [](const Node* owner) {
           return !string_at(owner, "apiVersion").starts_with("feast.dev/");
         });
}

bool has_store_as_owner(const Node& object) {
  const Node* owners = lookup(&object, {"metadata", "ownerReferences"});
  return owners != nullptr && std::ranges::any_of(owners->items(), [](const Node* owner) {
           return string_at(owner, "apiVersion").starts_with("feast.dev/");
         });
}

/// What a bundle can hold. The kinds that controllers make of these, with the same labels, are not among them.
struct RenderedKind {
  std::string_view kind;
  std::string_view loss;  ///< what is lost with the object
};
constexpr std::array<RenderedKind, 13> kRenderedKinds{{
    {"ClusterRoleBinding", "the rights that it gives"},
    {"ConfigMap", "its content"},
    {"CronJob", "its schedule and the Jobs that it made"},
    {"Deployment", "its pods, and what they keep outside of claims"},
    {"HorizontalPodAutoscaler", "nothing but the scaling; the replicas stay as they are"},
    {"NetworkPolicy", "the limits of the traffic to its pods"},
    {"PersistentVolumeClaim", "its data, unless its volume is retained"},
    {"PodDisruptionBudget", "nothing but the protection during drains"},
    {"Role", "the rights that it gives"},
    {"RoleBinding", "the rights that it gives"},
    {"Route", "its address outside of the cluster"},
    {"Service", "its name and address, which clients may still use"},
    {"ServiceAccount", "its identity, which running pods may still use"},
}};

const RenderedKind* rendered_kind(std::string_view kind) {
  const auto* row = std::ranges::find(kRenderedKinds, kind, &RenderedKind::kind);
  return row == kRenderedKinds.end() ? nullptr : row;
}

}  // namespace

bool is_live(const Node& object) {
  return !string_at(lookup(&object, {"metadata"}), "uid").empty();
}

bool is_live(const Objects& objects) {
  return std::ranges::any_of(objects, [](const Object& object) { return is_live(*object.root); });
}

LiveSide::LiveSide(const Objects& live, const Objects& desired, const Fetched& fetched) : fetched_(&fetched) {
  for (const Object& object : live) {
    any_ |= is_live(*object.root);
    owned_ |= has_store_as_owner(*object.root);
    kinds_.insert(kind_key(name_of(*object.root)));
    note_target(*object.root);
  }
  for (const Object& object : desired) {
    note_target(*object.root);
    const std::string_view store = label(*object.root, kStoreLabel);
    if (!store.empty()) stores_.insert(place_key(name_of(*object.root).name_space, store));
  }
  note_missing_kind(desired);
}

/// Who has given objects of all kinds of the manifests but one has asked for that one, too. Secrets and kinds that not
/// every cluster has are often left out on purpose.
void LiveSide::note_missing_kind(const Objects& desired) {
  constexpr std::size_t kFewKinds = 5;
  if (!any_ || owned_) return;
  std::unordered_set<std::string> given, missing;
  for (const Object& object : desired) {
    const ObjectName name = name_of(*object.root);
    const std::string_view group = group_of(name.api_version);
    if (name.kind == "Secret" || !in_every_cluster(group)) continue;
    const std::string key = kind_key(name);
    (kinds_.contains(key) ? given : missing).insert(key);
  }
  if (missing.size() == 1 && given.size() >= kFewKinds) kinds_.insert(*missing.begin());
}

void LiveSide::note_target(const Node& object) {
  const ObjectName name = name_of(object);
  if (name.kind != "HorizontalPodAutoscaler" && name.kind != "ScaledObject") return;
  const Node* target = lookup(&object, {"spec", "scaleTargetRef"});
  const std::string_view kind = string_at(target, "kind", "Deployment");
  targets_.insert(fmt::format("{}\n{}", kind, place_key(name.name_space, string_at(target, "name"))));
}

bool LiveSide::was_fetched(const Node& object) const {
  const ObjectName name = name_of(object);
  return kinds_.contains(kind_key(name)) || fetched_->contains(fetched_with(object));
}

bool LiveSide::is_autoscaled(const ObjectName& workload) const {
  return targets_.contains(fmt::format("{}\n{}", workload.kind, place_key(workload.name_space, workload.name)));
}

bool LiveSide::is_left_over(const Node& object) const {
  const ObjectName name = name_of(object);
  const std::string_view store = label(object, kStoreLabel);
  if (store.empty() || label(object, kManagerLabel) != kManager || rendered_kind(name.kind) == nullptr) return false;
  if (has_other_owner(object) || !stores_.contains(place_key(name.name_space, store))) return false;
  const std::string first = fmt::format("feast-{}", store);
  return name.name == first || name.name.starts_with(first + "-");
}

Trap kept_trap(const Node& live, const std::string& path, const KeptValue& kept) {
  if (!kept.excludes.empty()) {
    return {.effect = Effect::kRefused,
            .path = path,
            .message =
                fmt::format("an apply keeps this field beside {}, and only one of the two is allowed", kept.excludes),
            .remedy = fmt::format("remove it with kubectl edit {}, then apply", in_kubectl(live))};
  }
  const std::string& managers = kept.managers;
  std::string message = "an apply will not undo this: the manifest does not name the field";
  if (!managers.empty()) message += fmt::format(" (written by {})", managers);
  if (path == "spec.paused") message += "; as long as it is set, changes of the pods do not roll out";
  return {.effect = Effect::kKept,
          .path = path,
          .message = std::move(message),
          .remedy = fmt::format("if it is wanted, put it into the store; otherwise undo it with kubectl edit {}",
                                in_kubectl(live))};
}

Trap left_over_trap(const Node& object) {
  const ObjectName name = name_of(object);
  const RenderedKind* kind = rendered_kind(name.kind);
  const std::string_view loss = kind == nullptr ? "" : kind->loss;
  return {.effect = Effect::kKept,
          .path = {},
          .message = "left over: the stores no longer have this object, and an apply will not remove it",
          .remedy = fmt::format("Argo CD and Flux remove it if they prune. By hand: kubectl delete {}. This loses {}",
                                in_kubectl(object), loss)};
}

}  // namespace feastctl::diff
