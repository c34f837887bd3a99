#include "adopt/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/object_name.hpp"
#include "diff/live/kubectl.hpp"

namespace feastctl::adopt {

namespace {

constexpr std::string_view kWholeConfig = "FEATURE_STORE_YAML_BASE64";  // TMP_… of the servers, and that of lineage

/// Writers that are no news: the operator, kubectl's apply, and what belongs to Kubernetes.
constexpr std::string_view kUsualManagers[] = {
    "manager", "feast-operator", "kubectl-client-side-apply", "kubectl", "kube-controller-manager", "kube-scheduler",
    "kubelet", "kube-apiserver", "csi-provisioner",           "keda"};

bool is_store_reference(const Node* reference, std::string_view name) {
  return string_at(reference, "kind") == "FeatureStore" && string_at(reference, "name") == name &&
         string_at(reference, "apiVersion").starts_with("feast.dev/") && is_plain(string_at(reference, "uid"));
}

/// `list container variable` of each variable with the whole configuration.
std::set<std::string> variables(const Node& workload) {
  std::set<std::string> found;
  const Node* pod = lookup(&workload, {"spec", "template", "spec"});
  for (const std::string_view list : {"initContainers", "containers"}) {
    const Node* containers = lookup(pod, {list});
    if (containers == nullptr) continue;
    for (const Node* container : containers->items()) {
      const Node* env = lookup(container, {"env"});
      const auto of = string_at(container, "name");
      if (env == nullptr || !is_plain(of)) continue;
      for (const Node* variable : env->items()) {
        const auto name = string_at(variable, "name");
        if (name.ends_with(kWholeConfig) && is_plain(name)) found.insert(fmt::format("{} {} {}", list, of, name));
      }
    }
  }
  return found;
}

/// The variables of the live workload that the manifest does not have.
std::vector<std::string> left_variables(const Node& live, const Node& desired) {
  const auto wanted = variables(desired);
  std::vector<std::string> left;
  std::ranges::set_difference(variables(live), wanted, std::back_inserter(left));
  return left;
}

/// Looks at the objects of one store, one after the other.
class Look {
 public:
  Look(std::string_view name_space, std::string_view name, const diff::Objects& bundle, Facts& facts)
      : name_space_(name_space), name_(name), facts_(facts) {
    for (const diff::Object& object : bundle) desired_.emplace(identity(name_of(*object.root)), object.root);
  }

  void at(const Node& object) {
    const ObjectName own = name_of(object);
    if (!is_plain(own.name) || !is_plain(own.kind)) return;
    if (own.kind == "PersistentVolume") {
      policies_.emplace(own.name, string_at(lookup(&object, {"spec"}), "persistentVolumeReclaimPolicy"));
    }
    if (own.kind == "ReplicaSet" && own.name_space == name_space_) look_at_replicas(object);
    const bool owned = own.name_space == name_space_ && is_owned(object);
    const auto found = desired_.find(identity(own));
    if (owned) facts_.owned.push_back(&object);
    if (owned || found != desired_.end()) {
      add_managers(object);
      add_claim(object);
    }
    if (found == desired_.end()) return;
    facts_.objects.push_back(&object);
    if (own.kind == "Deployment") look_at_deployment(object, *found->second);
    if (own.kind == "ClusterRoleBinding") look_at_binding(object, *found->second);
  }

  void finish() {
    for (const std::string& claim : claims_) {
      const auto policy = policies_.find(claim);
      if (policy == policies_.end() || policy->second != "Retain") facts_.volumes.push_back(claim);
    }
    facts_.managers.assign(managers_.begin(), managers_.end());
    facts_.owner_uids.assign(uids_.begin(), uids_.end());
  }

 private:
  bool is_owned(const Node& object) {
    const Node* references = lookup(&object, {"metadata", "ownerReferences"});
    bool owned = false;
    if (references == nullptr) return owned;
    for (const Node* reference : references->items()) {
      if (!is_store_reference(reference, name_)) continue;
      owned = true;
      uids_.emplace(string_at(reference, "uid"));
    }
    return owned;
  }

  void add_managers(const Node& object) {
    const Node* managed = lookup(&object, {"metadata", "managedFields"});
    if (managed == nullptr) return;
    for (const Node* entry : managed->items()) {
      const auto manager = string_at(entry, "manager");
      facts_.managers_known = true;
      if (std::ranges::find(kUsualManagers, manager) == std::end(kUsualManagers) && is_plain(manager)) {
        managers_.emplace(manager);
      }
    }
  }

  void add_claim(const Node& object) {
    if (string_at(&object, "kind") != "PersistentVolumeClaim") return;
    const auto volume = string_at(lookup(&object, {"spec"}), "volumeName");
    if (is_plain(volume)) claims_.emplace(volume);
  }

  void look_at_deployment(const Node& live, const Node& desired) {
    if (bool_at(lookup(&live, {"spec"}), "paused")) facts_.paused = name_of(live).name;
    for (const std::string& variable : left_variables(live, desired)) {
      const auto first = variable.find(' ');
      const auto last = variable.rfind(' ');
      facts_.credentials.push_back(
          {&live, variable.substr(0, first), variable.substr(first + 1, last - first - 1), variable.substr(last + 1)});
    }
  }

  /// A ReplicaSet without pods keeps the pod template of an earlier revision, and what is in it.
  void look_at_replicas(const Node& live) {
    const Node* owners = lookup(&live, {"metadata", "ownerReferences"});
    if (owners == nullptr || integer_at(lookup(&live, {"spec"}), "replicas").value_or(1) != 0) return;
    for (const Node* owner : owners->items()) {
      if (string_at(owner, "kind") != "Deployment") continue;
      const auto deployment = desired_.find(identity({.api_version = "apps/v1",
                                                      .kind = "Deployment",
                                                      .name_space = name_space_,
                                                      .name = string_at(owner, "name")}));
      if (deployment == desired_.end() || left_variables(live, *deployment->second).empty()) continue;
      facts_.old_replica_sets.emplace_back(name_of(live).name);
    }
  }

  /// Another namespace among the subjects that the manifest does not have: an apply takes its rights away.
  void look_at_binding(const Node& live, const Node& desired) {
    const auto namespaces = [](const Node& binding) {
      std::set<std::string_view> all;
      const Node* subjects = lookup(&binding, {"subjects"});
      if (subjects == nullptr) return all;
      for (const Node* subject : subjects->items()) all.insert(string_at(subject, "namespace"));
      return all;
    };
    const auto wanted = namespaces(desired);
    for (const std::string_view holder : namespaces(live)) {
      if (!is_plain(holder) || holder == name_space_ || wanted.contains(holder)) continue;
      facts_.binding_holder = holder;
      facts_.binding = name_of(live).name;
    }
  }

  std::string_view name_space_, name_;
  Facts& facts_;
  std::unordered_map<std::string, const Node*> desired_;
  std::set<std::string> managers_, uids_, claims_;
  std::map<std::string, std::string_view> policies_;
};

}  // namespace

Facts facts_of(std::string_view name_space, std::string_view name, const diff::Manifests& live,
               const diff::Objects& bundle) {
  Facts facts;
  facts.stores_given = !live.stores.empty() || live.fetched.contains(diff::fetched_stores(name_space));
  for (const Node* store : live.stores) {
    const ObjectName own = name_of(*store);
    if (own.name_space == name_space && own.name == name) facts.store = store;
  }
  Look look(name_space, name, bundle, facts);
  for (const diff::Object& object : live.objects) look.at(*object.root);
  look.finish();
  facts.feast_operator = operator_of(live, facts.objects);
  if (facts.store != nullptr) facts.tools = tools_of(*facts.store);
  return facts;
}

}  // namespace feastctl::adopt
