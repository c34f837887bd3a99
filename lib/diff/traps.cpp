/// Updates that the API server refuses, and what else somebody should know before. Source: Kubernetes 1.35,
/// pkg/apis/*/validation (the functions Validate…Update), and the CustomResourceDefinition of FeatureStores.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/quantity.hpp"
#include "diff/parts.hpp"

namespace feastctl::diff {

namespace {

/// One object before and after, and the traps found.
struct Update {
  const Node& before;
  const Node& after;
  std::vector<Trap>& traps;
  std::string where;  ///< for commands: `-n feast deployment feast-sample`
};

bool differ(const Node* a, const Node* b) {
  const auto none = [](const Node* node) { return node == nullptr || node->is_null(); };
  if (none(a) || none(b)) return none(a) != none(b);
  return !equal(*a, *b);
}

bool differ_at(const Update& update, std::initializer_list<std::string_view> path) {
  return differ(lookup(&update.before, path), lookup(&update.after, path));
}

void refuse(const Update& update, std::string path, std::string message, std::string remedy) {
  update.traps.push_back({true, std::move(path), std::move(message), std::move(remedy)});
}
void warn(const Update& update, std::string path, std::string message, std::string remedy) {
  update.traps.push_back({false, std::move(path), std::move(message), std::move(remedy)});
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

/// The members of `spec` that differ and that are not among `mutable_keys`.
template <std::size_t N>
void refuse_spec_but(const Update& update, const std::array<std::string_view, N>& mutable_keys,
                     const std::string& remedy) {
  const Node* before = update.before.find("spec");
  const Node* after = update.after.find("spec");
  const auto judge = [&](std::string_view key) {
    if (std::ranges::find(mutable_keys, key) != mutable_keys.end()) return;
    const Node* old = before == nullptr ? nullptr : before->find(key);
    const Node* fresh = after == nullptr ? nullptr : after->find(key);
    if (differ(old, fresh)) {
      refuse(update, fmt::format("spec.{}", key), fmt::format("spec.{} cannot be changed", key), remedy);
    }
  };
  for (const Member& m : after == nullptr ? std::span<const Member>() : after->members()) judge(m.key);
  for (const Member& m : before == nullptr ? std::span<const Member>() : before->members()) {
    if (after == nullptr || after->find(m.key) == nullptr) judge(m.key);
  }
}

std::string recreate(const Update& update) {
  return fmt::format("delete it and apply anew: kubectl delete {}", update.where);
}

void judge_workload(const Update& update) {
  if (differ_at(update, {"spec", "selector"})) {
    refuse(update, "spec.selector", "the selector cannot be changed",
           fmt::format("{} (its pods stop until the new ones are ready)", recreate(update)));
  }
  const auto type = [](const Node& object) { return string_at(lookup(&object, {"spec", "strategy"}), "type"); };
  if (type(update.before) != "Recreate" && type(update.after) == "Recreate") {
    warn(update, "spec.strategy",
         "the cluster's own spec.strategy.rollingUpdate may stay, with which Recreate is refused under server-side "
         "apply",
         fmt::format("if the apply says so: kubectl patch {} --type=merge -p "
                     "'{{\"spec\":{{\"strategy\":{{\"type\":\"Recreate\",\"rollingUpdate\":null}}}}}}'",
                     update.where));
  }
}

void judge_stateful_set(const Update& update) {
  refuse_spec_but(
      update,
      std::array<std::string_view, 7>{"replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
                                      "persistentVolumeClaimRetentionPolicy", "minReadySeconds"},
      fmt::format("delete it without its pods and apply anew: kubectl delete {} --cascade=orphan", update.where));
}

void judge_job(const Update& update) {
  for (const std::string_view key : {"selector", "template", "completionMode"}) {
    if (differ_at(update, {"spec", key})) {
      refuse(update, fmt::format("spec.{}", key), fmt::format("a Job's spec.{} cannot be changed", key),
             recreate(update));
    }
  }
}

void judge_claim(const Update& update) {
  refuse_spec_but(
      update, std::array<std::string_view, 2>{"resources", "volumeAttributesClassName"},
      "a claim keeps its spec for life: keep the old values, or give the new claim another name and move the "
      "data (deleting the claim deletes the data)");
  const auto storage = [](const Node& object) { return lookup(&object, {"spec", "resources", "requests", "storage"}); };
  const Node* before = storage(update.before);
  const Node* after = storage(update.after);
  if (before == nullptr || after == nullptr || equal(*before, *after)) return;
  const std::string path = "spec.resources.requests.storage";
  const auto old = Quantity::parse(before->text);
  const auto fresh = Quantity::parse(after->text);
  if (old && fresh && fresh->compare(*old) < 0) {
    refuse(update, path, fmt::format("a claim cannot shrink ({} to {})", before->text, after->text),
           "keep the size, or move the data to a smaller claim of another name");
  } else if (old && fresh && fresh->compare(*old) > 0) {
    warn(update, path, "a claim grows only where its StorageClass allows it (allowVolumeExpansion)",
         "kubectl get storageclass says whether it does; without it the API server refuses the change");
  }
}

void judge_service(const Update& update) {
  const auto at = [](const Node& object, std::string_view key) { return string_at(lookup(&object, {"spec"}), key); };
  if (at(update.after, "type") == "ExternalName" || at(update.before, "type") == "ExternalName") return;
  const std::string_view before = at(update.before, "clusterIP");
  const std::string_view after = at(update.after, "clusterIP");
  if (before == after) return;
  if (after.empty()) {
    warn(update, "spec.clusterIP",
         fmt::format("the Service keeps clusterIP {}: leaving it out changes nothing", before), recreate(update));
  } else {
    refuse(update, "spec.clusterIP", "a Service keeps its clusterIP, also from an address to None and back",
           recreate(update));
  }
}

void judge_binding(const Update& update) {
  if (!differ_at(update, {"roleRef"})) return;
  refuse(update, "roleRef", "a binding cannot be made to refer to another role",
         fmt::format("{} (or kubectl auth reconcile, which does so)", recreate(update)));
}

void judge_data(const Update& update) {
  if (string_at(&update.before, "kind") == "Secret" && differ_at(update, {"type"})) {
    refuse(update, "type", "a Secret's type cannot be changed", recreate(update));
  }
  if (!bool_at(&update.before, "immutable")) return;
  for (const std::string_view key : {"immutable", "data", "stringData", "binaryData"}) {
    if (differ_at(update, {key})) {
      refuse(update, std::string(key), fmt::format("it is immutable: {} cannot be changed", key), recreate(update));
    }
  }
}

using Judge = void (*)(const Update&);
struct Row {
  std::string_view kind;
  Judge judge;
};
constexpr std::array kJudges{
    Row{"ClusterRoleBinding", judge_binding},
    Row{"ConfigMap", judge_data},
    Row{"DaemonSet", judge_workload},
    Row{"Deployment", judge_workload},
    Row{"Job", judge_job},
    Row{"PersistentVolumeClaim", judge_claim},
    Row{"ReplicaSet", judge_workload},
    Row{"RoleBinding", judge_binding},
    Row{"Secret", judge_data},
    Row{"Service", judge_service},
    Row{"StatefulSet", judge_stateful_set},
};

const Node* claim_rule(const Node& store, std::initializer_list<std::string_view> server) {
  const Node* node = lookup(&store, {"spec", "services"});
  for (const std::string_view key : server) node = lookup(node, {key});
  return lookup(node, {"persistence", "file", "pvc", "create"});
}

bool same_store(const Node& a, const Node& b) {
  const Node* one = lookup(&a, {"metadata"});
  const Node* other = lookup(&b, {"metadata"});
  return string_at(one, "name") == string_at(other, "name") &&
         string_at(one, "namespace") == string_at(other, "namespace");
}

}  // namespace

std::vector<Trap> traps_of(const Node* before, const Node* after) {
  std::vector<Trap> traps;
  if (before == nullptr) return traps;
  const std::string_view kind = string_at(before, "kind");
  if (after == nullptr) {
    if (kind == "PersistentVolumeClaim") {
      traps.push_back({false,
                       {},
                       "with the claim its data goes, unless the volume is retained",
                       "copy the data first, or set persistentVolumeReclaimPolicy: Retain on the volume"});
    } else if (kind == "Namespace") {
      traps.push_back(
          {false, {}, "with the namespace everything in it goes", "make sure that nothing of value is left"});
    }
    return traps;
  }
  const Node* metadata = lookup(before, {"metadata"});
  const std::string_view name_space = string_at(metadata, "namespace");
  const std::string where =
      fmt::format("{}{}{} {}", name_space.empty() ? "" : "-n ", name_space,
                  name_space.empty() ? lower(kind) : " " + lower(kind), string_at(metadata, "name"));
  const auto* row = std::ranges::find(kJudges, kind, &Row::kind);
  if (row != kJudges.end()) row->judge({*before, *after, traps, where});
  return traps;
}

std::vector<Trap> store_traps(const std::vector<const Node*>& before, const std::vector<const Node*>& after) {
  std::vector<Trap> traps;
  for (const Node* fresh : after) {
    const auto old = std::ranges::find_if(before, [&](const Node* store) { return same_store(*store, *fresh); });
    if (old == before.end()) continue;
    const auto judge = [&](std::initializer_list<std::string_view> server, std::string_view path) {
      const Node* was = claim_rule(**old, server);
      const Node* is = claim_rule(*fresh, server);
      if (was == nullptr || is == nullptr || equal(*was, *is)) return;
      traps.push_back(
          {true, fmt::format("spec.services.{}.persistence.file.pvc.create", path),
           fmt::format("FeatureStore {}: pvc.create cannot be changed", string_at(lookup(fresh, {"metadata"}), "name")),
           "keep it, or make a claim of your own and name it in pvc.ref"});
    };
    judge({"offlineStore"}, "offlineStore");
    judge({"onlineStore"}, "onlineStore");
    judge({"registry", "local"}, "registry.local");
  }
  return traps;
}

}  // namespace feastctl::diff
