/// What applying a change does: updates that the API server refuses, what is lost, which pods restart. Sources:
/// Kubernetes 1.35, pkg/apis/*/validation (the functions Validate…Update), and the CustomResourceDefinition of
/// FeatureStores. Deleting is suggested only if nothing else helps, and the message says what is lost.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/quantity.hpp"
#include "diff/parts.hpp"
#include "diff/update.hpp"

namespace feastctl::diff {

namespace {

void judge_claim(Update& update) {
  refuse_spec_but(
      update, {"resources", "volumeAttributesClassName"},
      "the spec of a claim is immutable: keep the old value, or give the new claim another name and copy the "
      "data to it (deleting the claim deletes the data)");
  const auto storage = [](const Node& object) { return lookup(&object, {"spec", "resources", "requests", "storage"}); };
  const Node* before = storage(update.before());
  const Node* after = storage(update.after());
  if (before == nullptr || after == nullptr || equal(*before, *after)) return;
  const std::string path = "spec.resources.requests.storage";
  const auto old = Quantity::parse(before->text);
  const auto fresh = Quantity::parse(after->text);
  if (old && fresh && fresh->compare(*old) < 0) {
    update.refuse(path, fmt::format("a claim cannot shrink ({} to {})", before->text, after->text),
                  fmt::format("keep {}, or copy the data to a smaller claim of another name", before->text));
  } else if (old && fresh && fresh->compare(*old) > 0) {
    update.warn(path, "a claim can grow only if its StorageClass allows it (allowVolumeExpansion)",
                "check the output of kubectl get storageclass; without it, the API server refuses the change");
  }
}

void judge_cluster_ip(Update& update) {
  const auto address = [](const Node& object) { return string_at(lookup(&object, {"spec"}), "clusterIP"); };
  const std::string_view before = address(update.before());
  const std::string_view after = address(update.after());
  if (before == after) return;
  if (before.empty() && after != "None") {
    update.warn("spec.clusterIP", "the API server refuses the address unless the Service already has it",
                "remove clusterIP, or compare it with the output of kubectl get service");
  } else if (!after.empty()) {
    update.refuse("spec.clusterIP",
                  "the clusterIP of a Service cannot be changed, nor switched between an address and None",
                  fmt::format("keep it, or give the new Service another name. kubectl delete {} loses the address, and "
                              "the pods are unreachable until the Service is applied again",
                              update.where()));
  } else if (before == "None" && update.changes({"spec", "clusterIP"})) {
    update.warn("spec.clusterIP", "the Service stays headless; removing clusterIP has no effect",
                "if it needs an address, give the new Service another name");
  }
}

void judge_service(Update& update) {
  const auto type = [](const Node& object) { return string_at(lookup(&object, {"spec"}), "type"); };
  if (type(update.after()) == "ExternalName" || type(update.before()) == "ExternalName") return;
  judge_cluster_ip(update);
  if (type(update.after()) != "LoadBalancer" || type(update.before()) != "LoadBalancer") return;
  if (!update.changes({"spec", "loadBalancerClass"})) return;
  update.refuse("spec.loadBalancerClass", "the loadBalancerClass of a Service of type LoadBalancer cannot be changed",
                "keep it, or give the new Service another name and move the clients");
}

void judge_binding(Update& update) {
  if (!update.changes({"roleRef"})) return;
  update.refuse("roleRef", "the role of a binding cannot be changed",
                "run kubectl auth reconcile -f FILE with the file of the binding, which replaces it in one step. "
                "With Argo CD: the annotation argocd.argoproj.io/sync-options: Replace=true,Force=true");
}

void judge_data(Update& update) {
  if (string_at(&update.before(), "kind") == "Secret" && update.changes({"type"})) {
    update.refuse(
        "type", "the type of a Secret cannot be changed",
        "keep it, or give the new Secret another name and refer to it (deleting the Secret loses its values)");
  }
  if (!bool_at(&update.before(), "immutable")) return;
  for (const std::string_view key : {"immutable", "data", "stringData", "binaryData"}) {
    if (!update.changes({key})) continue;
    update.refuse(std::string(key), fmt::format("the object is immutable: {} cannot be changed", key),
                  fmt::format("give it another name and refer to it. kubectl delete {} loses its content, and pods "
                              "that start before it is applied again fail",
                              update.where()));
  }
}

using Judge = void (*)(Update&);
struct Row {
  std::string_view kind;
  Judge judge;
};
constexpr std::array kJudges{
    Row{"ClusterRoleBinding", judge_binding},
    Row{"ConfigMap", judge_data},
    Row{"DaemonSet", judge_daemon_set},
    Row{"Deployment", judge_deployment},
    Row{"Job", judge_job},
    Row{"PersistentVolumeClaim", judge_claim},
    Row{"ReplicaSet", judge_replica_set},
    Row{"RoleBinding", judge_binding},
    Row{"Secret", judge_data},
    Row{"Service", judge_service},
    Row{"StatefulSet", judge_stateful_set},
};

void judge_removal(const Node& before, std::vector<Trap>& traps) {
  const auto warn = [&](std::string message, std::string remedy) {
    traps.push_back({Effect::kCareful, {}, std::move(message), std::move(remedy)});
  };
  const std::string_view kind = string_at(&before, "kind");
  if (kind == "PersistentVolumeClaim") {
    warn("deleting the claim deletes its data, unless its volume is retained",
         "copy the data first, or set persistentVolumeReclaimPolicy: Retain on the volume");
  } else if (kind == "Namespace") {
    warn("deleting the namespace deletes everything in it", "make sure that nothing of value is left");
  }
}

const Node* claim_rule(const Node& store, std::initializer_list<std::string_view> server) {
  const Node* node = lookup(&store, {"spec", "services"});
  for (const std::string_view key : server) node = lookup(node, {key});
  return lookup(node, {"persistence", "file", "pvc", "create"});
}

std::string store_name(const Node& store) {
  const Node* metadata = lookup(&store, {"metadata"});
  return fmt::format("{}/{}", string_at(metadata, "namespace"), string_at(metadata, "name"));
}

}  // namespace

std::vector<Trap> traps_of(const Node* before, const Node* after) {
  std::vector<Trap> traps;
  if (before == nullptr) return traps;
  if (after == nullptr) {
    judge_removal(*before, traps);
    return traps;
  }
  const auto* row = std::ranges::find(kJudges, string_at(before, "kind"), &Row::kind);
  if (row == kJudges.end()) return traps;
  Update update(*before, *after, traps);
  row->judge(update);
  return traps;
}

std::vector<Trap> store_traps(const std::vector<const Node*>& before, const std::vector<const Node*>& after) {
  std::vector<Trap> traps;
  std::unordered_map<std::string, const Node*> known;
  for (const Node* store : before) known.emplace(store_name(*store), store);
  for (const Node* fresh : after) {
    const auto old = known.find(store_name(*fresh));
    if (old == known.end()) continue;
    const auto judge = [&](std::initializer_list<std::string_view> server, std::string_view path) {
      const Node* was = claim_rule(*old->second, server);
      const Node* is = claim_rule(*fresh, server);
      if (was == nullptr || is == nullptr || equal(*was, *is)) return;
      traps.push_back(
          {Effect::kRefused, fmt::format("spec.services.{}.persistence.file.pvc.create", path),
           fmt::format("FeatureStore {}: pvc.create cannot be changed", string_at(lookup(fresh, {"metadata"}), "name")),
           "keep it, or create a claim yourself and name it in pvc.ref", is->span});
    };
    judge({"offlineStore"}, "offlineStore");
    judge({"onlineStore"}, "onlineStore");
    judge({"registry", "local"}, "registry.local");
  }
  return traps;
}

}  // namespace feastctl::diff
