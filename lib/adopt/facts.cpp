#include "adopt/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/object_name.hpp"

namespace feastctl::adopt {

namespace {

constexpr std::string_view kWholeConfig = "FEATURE_STORE_YAML_BASE64";  // TMP_… of the servers, and that of lineage
constexpr std::string_view kTools[] = {"argocd-controller", "argocd-application-controller", "kustomize-controller",
                                       "helm-controller", "helm"};

bool is_store_reference(const Node* reference, std::string_view name) {
  return string_at(reference, "kind") == "FeatureStore" && string_at(reference, "name") == name &&
         string_at(reference, "apiVersion").starts_with("feast.dev/");
}

bool is_operator(const Node& object) {
  const Node* labels = lookup(&object, {"metadata", "labels"});
  return string_at(&object, "kind") == "Deployment" && string_at(labels, "control-plane") == "controller-manager" &&
         string_at(labels, "app.kubernetes.io/name") == "feast-operator";
}

/// `list container variable` of each variable with the whole configuration.
std::set<std::string> variables(const Node& deployment) {
  std::set<std::string> found;
  const Node* pod = lookup(&deployment, {"spec", "template", "spec"});
  for (const std::string_view list : {"initContainers", "containers"}) {
    const Node* containers = lookup(pod, {list});
    if (containers == nullptr) continue;
    for (const Node* container : containers->items()) {
      const Node* env = lookup(container, {"env"});
      if (env == nullptr) continue;
      for (const Node* variable : env->items()) {
        const auto name = string_at(variable, "name");
        if (name.ends_with(kWholeConfig))
          found.insert(fmt::format("{} {} {}", list, string_at(container, "name"), name));
      }
    }
  }
  return found;
}

void add_credentials(const Node& live, const Node& desired, Facts& facts) {
  const auto wanted = variables(desired);
  for (const std::string& variable : variables(live)) {
    if (wanted.contains(variable)) continue;
    const auto first = variable.find(' ');
    const auto last = variable.rfind(' ');
    facts.credentials.push_back(
        {&live, variable.substr(0, first), variable.substr(first + 1, last - first - 1), variable.substr(last + 1)});
  }
}

void add_managers(const Node& live, std::set<std::string>& managers) {
  const Node* managed = lookup(&live, {"metadata", "managedFields"});
  if (managed == nullptr) return;
  for (const Node* entry : managed->items()) {
    const auto manager = string_at(entry, "manager");
    if (std::ranges::find(kTools, manager) != std::end(kTools)) managers.emplace(manager);
  }
}

}  // namespace

Facts facts_of(std::string_view name_space, std::string_view name, const diff::Manifests& live,
               const diff::Objects& bundle) {
  Facts facts;
  facts.stores_given = !live.stores.empty();
  for (const Node* store : live.stores) {
    const ObjectName own = name_of(*store);
    if (own.name_space == name_space && own.name == name) facts.store = store;
  }
  std::unordered_map<std::string, const Node*> desired;
  for (const diff::Object& object : bundle) desired.emplace(identity(name_of(*object.root)), object.root);
  std::set<std::string> managers, uids, claims;
  std::map<std::string, std::string_view> policies;
  for (const diff::Object& object : live.objects) {
    const Node& one = *object.root;
    const ObjectName own = name_of(one);
    if (is_operator(one)) {
      facts.operator_deployment = &one;
      facts.operator_runs = integer_at(lookup(&one, {"spec"}), "replicas").value_or(1) > 0;
    }
    if (own.kind == "PersistentVolume") {
      policies.emplace(own.name, string_at(lookup(&one, {"spec"}), "persistentVolumeReclaimPolicy"));
    }
    const auto found = desired.find(identity(own));
    const Node* references = lookup(&one, {"metadata", "ownerReferences"});
    bool owned = false;
    if (references != nullptr && own.name_space == name_space) {
      for (const Node* reference : references->items()) {
        if (!is_store_reference(reference, name)) continue;
        owned = true;
        uids.emplace(string_at(reference, "uid"));
      }
    }
    if (owned) facts.owned.push_back(&one);
    if (owned || found != desired.end()) add_managers(one, managers);
    if (own.kind == "PersistentVolumeClaim" && (owned || found != desired.end())) {
      const auto volume = string_at(lookup(&one, {"spec"}), "volumeName");
      if (!volume.empty()) claims.emplace(volume);
    }
    if (found == desired.end()) continue;
    facts.objects.push_back(&one);
    if (own.kind == "Deployment") add_credentials(one, *found->second, facts);
    if (own.kind == "ClusterRoleBinding") {
      const Node* subjects = lookup(&one, {"subjects"});
      const auto holder = subjects == nullptr || subjects->size == 0 || !subjects->is_list()
                              ? std::string_view()
                              : string_at(subjects->item[0], "namespace");
      if (!holder.empty() && holder != name_space) facts.binding_holder = holder, facts.binding = own.name;
    }
  }
  for (const std::string& claim : claims) {
    const auto policy = policies.find(claim);
    if (policy == policies.end() || policy->second != "Retain") facts.volumes.push_back(claim);
  }
  facts.managers.assign(managers.begin(), managers.end());
  facts.owner_uids.assign(uids.begin(), uids.end());
  return facts;
}

}  // namespace feastctl::adopt
