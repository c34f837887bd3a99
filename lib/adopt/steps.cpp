/// The steps that are left. docs/takeover.md gives the reasons.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "adopt/parts.hpp"
#include "base/object_name.hpp"
#include "diff/live/kubectl.hpp"
#include "emit/yaml.hpp"

namespace feastctl::adopt {

namespace {

using State = Operator::State;

/// Of the operator's Deployment.
constexpr std::string_view kOperatorLabels = "control-plane=controller-manager,app.kubernetes.io/name=feast-operator";

std::string join(const std::vector<std::string>& texts, std::string_view between) {
  return fmt::format("{}", fmt::join(texts, between));
}

/// Writes the steps of one store, one after the other; what is violated ends them.
class Plan {
 public:
  Plan(const Facts& facts, const Effects& effects, const Request& request, const TreeBuilder& tree, Report& report)
      : facts_(facts), effects_(effects), request_(request), tree_(tree), report_(report) {}

  void take_over() {
    if (facts_.objects.empty()) {
      return block(
          "none of the store's objects are among the live objects; feastctl kinds --for=adopt prints the commands that "
          "get them");
    }
    if (is_lost() || is_refused()) return;
    if (facts_.owned.empty() && facts_.store == nullptr) return hand_to_manifests();
    retain();
    keep_text();
    if (request_.way == Way::kStopped) return with_operator_stopped();
    orphan();
    hand_to_manifests();
  }

  void give_back() {
    const State state = facts_.feast_operator.state;
    if (state != State::kRunning && state != State::kUnknown) {
      return block(
          "the operator does not run, and without it nobody takes the objects over. Start it, and get the live objects "
          "again with the commands of feastctl kinds --for=adopt");
    }
    if (is_being_deleted(facts_)) return block("the FeatureStore is being deleted; wait until it is gone");
    if (facts_.owned.empty() || !owner_is_alive(facts_)) apply_store();
    for (const Node* object : facts_.objects) {
      if (is_left_behind(name_of(*object))) delete_left_behind(*object);
    }
  }

 private:
  void block(std::string why) { report_.blocked = std::move(why); }
  void step(std::string title, std::string why, std::vector<std::string> commands, std::string check) {
    report_.steps.push_back({std::move(title), std::move(why), std::move(commands), std::move(check)});
  }

  /// What nobody may continue from.
  bool is_lost() {
    if (is_being_deleted(facts_)) {
      const Node* finalizers = lookup(facts_.store, {"metadata", "finalizers"});
      const bool orphans = finalizers != nullptr &&
                           std::ranges::any_of(finalizers->items(), [](const Node* f) { return f->text == "orphan"; });
      block(orphans
                ? "the FeatureStore is being deleted with --cascade=orphan; wait until it is gone, then run this again"
                : "the FeatureStore is being deleted, and its objects with it. Set persistentVolumeReclaimPolicy: "
                  "Retain on the volumes at once, and save what you need of the rest");
      return true;
    }
    if (facts_.owned.empty() || owner_is_alive(facts_)) return false;
    block(facts_.store == nullptr && !facts_.stores_given
              ? "the FeatureStore is not among the given objects, so it is not known whether the owner of the objects "
                "exists; feastctl kinds --for=adopt prints the commands that get everything"
              : "the objects name a FeatureStore that no longer exists, so the garbage collector deletes them. Set "
                "persistentVolumeReclaimPolicy: Retain on the volumes at once, and remove the ownerReferences");
    return true;
  }

  /// What makes the apply at the end fail, or harms another store.
  bool is_refused() {
    if (!facts_.binding_holder.empty()) {
      block(
          fmt::format("{} gives rights to the store of this name in namespace {}, and an apply would take them away. "
                      "Run this again "
                      "with --cluster-names=qualified",
                      facts_.binding, facts_.binding_holder));
    } else if (!effects_.refused.empty()) {
      block(fmt::format("Kubernetes would refuse to apply the manifests: {}", join(effects_.refused, "; ")));
    } else if (!facts_.paused.empty()) {
      block(
          fmt::format("the rollouts of Deployment {} are paused, so its pods would stay as they are. Run kubectl "
                      "rollout resume deployment {} -n {} first",
                      facts_.paused, facts_.paused, report_.name_space));
    }
    return !report_.blocked.empty();
  }

  void retain() {
    std::vector<std::string> commands, checks;
    for (const std::string& volume : facts_.volumes) {
      commands.push_back(
          fmt::format(R"(kubectl patch pv {} -p '{{"spec":{{"persistentVolumeReclaimPolicy":"Retain"}}}}')", volume));
      checks.push_back(fmt::format(
          "test \"$(kubectl get pv {} -o jsonpath='{{.spec.persistentVolumeReclaimPolicy}}')\" = Retain", volume));
    }
    if (commands.empty()) return;
    step("Retain the volumes", "then even the worst mistake keeps the data", commands, join(checks, " && "));
  }

  void keep_text() {
    if (facts_.store == nullptr) return;
    const std::string file = fmt::format("featurestore-{}-{}.yaml", report_.name_space, report_.name);
    step(
        "Save the FeatureStore", "it is the way back",
        {fmt::format("kubectl get {} -o yaml | sed -E '/^  (uid|resourceVersion|creationTimestamp|generation):/d' > {}",
                     store(), file)},
        fmt::format("test -s {}", file));
    for (const Tool& tool : facts_.tools) {
      step(fmt::format("Stop {}", tool.name),
           "it would create the FeatureStore again, or delete it with all its objects when its file leaves Git",
           {tool.suspend.empty() ? fmt::format("# stop {} from applying the FeatureStore", tool.name) : tool.suspend},
           tool.check.empty() ? "true" : tool.check);
    }
    if (facts_.tools.empty()) return;
    step("Exempt the FeatureStore from pruning", "then nothing deletes it with all its objects",
         {fmt::format("kubectl annotate {} argocd.argoproj.io/sync-options=Prune=false "
                      "kustomize.toolkit.fluxcd.io/prune=disabled helm.sh/resource-policy=keep --overwrite",
                      store())},
         fmt::format("kubectl get {} -o yaml | grep -q Prune=false", store()));
    report_.notes.emplace_back("before the tool runs again, replace the FeatureStore in Git with the manifests");
  }

  [[nodiscard]] std::string store() const {
    return fmt::format("featurestores.feast.dev {} -n {}", report_.name, report_.name_space);
  }

  [[nodiscard]] std::string store_is_gone() const {
    return prints_nothing(fmt::format("kubectl get {} --ignore-not-found -o name", store()));
  }

  /// No object of the store has the FeatureStore as its owner.
  [[nodiscard]] std::string has_no_owner() const {
    std::set<std::string> resources;
    for (const Node* object : facts_.owned.empty() ? facts_.objects : facts_.owned) {
      if (!is_cluster_scoped(name_of(*object).kind)) resources.insert(diff::resource_of(*object));
    }
    return prints_no(fmt::format("kubectl get {} -n {} -o jsonpath='{{range .items[*]}}{{range "
                                 ".metadata.ownerReferences[*]}}{{.kind}}/{{.name}}{{\"\\n\"}}{{end}}{{end}}'",
                                 fmt::join(resources, ","), report_.name_space),
                     fmt::format("FeatureStore/{}", report_.name));
  }

  void orphan() {
    if (facts_.store == nullptr) return;
    step("Delete the FeatureStore alone",
         "with --cascade=orphan, all its objects stay and lose their owner; without it, they are deleted, claims too",
         {fmt::format("kubectl delete {} --cascade=orphan", store())},
         soon(fmt::format("{} && {}", store_is_gone(), has_no_owner())));
  }

  void with_operator_stopped() {
    const Operator& found = facts_.feast_operator;
    const std::string deployment = operator_deployment();
    if (found.state != State::kStopped) {
      step("Stop the operator", "while it runs, it puts its ownerReferences back within seconds",
           {fmt::format("kubectl scale {} --replicas=0", deployment)},
           soon(prints_nothing(fmt::format(
               "kubectl get {} -o jsonpath='{{.items[*].status.replicas}}{{.status.replicas}}'", deployment))));
    }
    disown();
    hand_to_manifests();
    if (facts_.store != nullptr) {
      step("Delete the FeatureStore", "no object belongs to it any more",
           {fmt::format("kubectl delete {} --cascade=orphan", store())}, soon(store_is_gone()));
    }
    if (found.state == State::kStopped && found.deployment == nullptr) return;
    const auto replicas = integer_at(lookup(found.deployment, {"spec"}), "replicas").value_or(1);
    step("Start the operator again", "for its other stores",
         {fmt::format("kubectl scale {} --replicas={}", deployment, std::max<std::int64_t>(1, replicas))}, "true");
  }

  /// The operator's Deployment as kubectl scale takes it; by its labels in the usual namespace if it is not known.
  [[nodiscard]] std::string operator_deployment() const {
    if (facts_.feast_operator.deployment == nullptr) {
      return fmt::format("deployment -n feast-operator-system -l {}", kOperatorLabels);
    }
    const ObjectName own = name_of(*facts_.feast_operator.deployment);
    return fmt::format("deployment {} -n {}", own.name, own.name_space);
  }

  void disown() {
    std::vector<std::string> commands;
    for (const Node* object : facts_.owned) {
      const Node* references = lookup(object, {"metadata", "ownerReferences"});
      for (std::size_t i = references->size; i-- > 0;) {
        const Node* reference = references->item[i];
        const auto uid = string_at(reference, "uid");
        if (std::ranges::find(facts_.owner_uids, uid) == facts_.owner_uids.end()) continue;
        const std::string path = fmt::format("/metadata/ownerReferences/{}", i);
        commands.push_back(
            fmt::format(R"(kubectl patch {} {} -n {} --type=json -p '[{{"op":"test","path":"{}/uid","value":"{}"}},)"
                        R"({{"op":"remove","path":"{}"}}]')",
                        diff::resource_of(*object), name_of(*object).name, report_.name_space, path, uid, path));
      }
    }
    if (commands.empty()) return;
    step("Remove the FeatureStore from the ownerReferences", "deleting it then deletes nothing else", commands,
         has_no_owner());
  }

  /// Once nothing can be lost.
  void hand_to_manifests() {
    const bool left = !facts_.credentials.empty() && !request_.inline_secrets;
    if (left) hand_over();
    if (effects_.changes || left) apply();
    if (!request_.inline_secrets && (left || !facts_.old_replica_sets.empty())) forget();
    report_.notes.push_back(fmt::format(
        "neither the operator nor the garbage collector deletes ClusterRoleBinding feast-{}-cluster-binding; delete it "
        "when the last store of this name is removed",
        report_.name));
  }

  void apply() {
    std::vector<std::string> rollouts;
    for (const Node* object : facts_.objects) {
      if (name_of(*object).kind != "Deployment") continue;
      rollouts.push_back(fmt::format("kubectl rollout status deployment {} -n {} --timeout=10m", name_of(*object).name,
                                     report_.name_space));
    }
    step("Apply the manifests", "the pods restart once", {fmt::format("{} | kubectl apply -f -", request_.render)},
         rollouts.empty() ? "true" : join(rollouts, " && "));
    step("Compare", "the manifests and the cluster must be the same", {},
         fmt::format("{} | kubectl diff -f -", request_.render));
  }

  /// Lets kubectl believe that it has applied the variables with the credentials, so that the apply removes them.
  void hand_over() {
    std::map<const Node*, std::vector<const Credential*>> by_deployment;
    for (const Credential& credential : facts_.credentials) by_deployment[credential.deployment].push_back(&credential);
    for (const Node* object : facts_.objects) {
      const auto found = by_deployment.find(object);
      if (found == by_deployment.end()) continue;
      const ObjectName own = name_of(*object);
      step(
          "Mark the variables with the credentials as applied",
          fmt::format("an apply removes only what kubectl itself has applied, so without this step Deployment {} keeps "
                      "its credentials. Only an annotation changes",
                      own.name),
          {fmt::format("kubectl apply set-last-applied --create-annotation=true -f - <<'EOF'\n{}EOF",
                       names_only(own, found->second))},
          fmt::format("kubectl apply view-last-applied deployment {} -n {} | grep -q FEATURE_STORE_YAML_BASE64",
                      own.name, report_.name_space));
    }
  }

  /// The Deployment with nothing but the names of the variables.
  [[nodiscard]] std::string names_only(const ObjectName& own, const std::vector<const Credential*>& credentials) const {
    std::map<std::string_view, std::map<std::string_view, Node*>> lists;
    for (const Credential* one : credentials) {
      Node*& env = lists[one->list][one->container];
      if (env == nullptr) env = tree_.list();
      tree_.push(env, tree_.map({{"name", std::string_view(one->variable)}, {"value", ""}}));
    }
    Node* pod = tree_.map();
    for (const auto& [list, containers] : lists) {
      Node* items = tree_.list();
      for (const auto& [name, env] : containers) tree_.push(items, tree_.map({{"name", name}, {"env", env}}));
      tree_.add(pod, list, items);
    }
    std::string out;
    emit::write_yaml_object(*tree_.map({{"apiVersion", "apps/v1"},
                                        {"kind", "Deployment"},
                                        {"metadata", tree_.map({{"name", own.name}, {"namespace", own.name_space}})},
                                        {"spec", tree_.map({{"template", tree_.map({{"spec", pod}})}})}}),
                            out);
    return out;
  }

  /// The ReplicaSets of earlier revisions keep the variables until they go.
  void forget() {
    const std::string of = fmt::format("-n {} -l feast.dev/name={}", report_.name_space, report_.name);
    constexpr std::string_view kVariables = R"({..env[*].name}{"\n"})";
    step("Delete the old ReplicaSets that keep the credentials",
         "this loses the earlier revisions, to which kubectl rollout undo could return; no pod belongs to them",
         {fmt::format(
             "for name in $(kubectl get replicasets {} -o jsonpath='{{range .items[?(@.spec.replicas==0)]}}"
             "{{.metadata.name}}{{\" \"}}{}{{end}}' | sed -n '/FEATURE_STORE_YAML_BASE64/s/ .*//p'); do kubectl "
             "delete replicaset \"$name\" -n {}; done",
             of, kVariables, report_.name_space)},
         prints_no(fmt::format("kubectl get deployments,replicasets {} -o jsonpath='{{range .items[*]}}{}{{end}}'", of,
                               kVariables),
                   ".*FEATURE_STORE_YAML_BASE64.*"));
    report_.notes.emplace_back(
        "whoever could read the Deployment has seen the credentials; rotate them if that matters");
  }

  void apply_store() {
    if (facts_.feast_operator.state == State::kUnknown) {
      step("Make sure that the operator runs", "without it, nobody takes the objects over",
           {fmt::format("kubectl get deployments -A -l {}", kOperatorLabels)},
           fmt::format(
               "kubectl get deployments -A -l {} -o jsonpath='{{.items[*].status.readyReplicas}}' | grep -q '[1-9]'",
               kOperatorLabels));
    }
    step("Stop applying the manifests", "the operator and whoever applies them would undo each other's work",
         {"# suspend the Application, Kustomization or pipeline that applies the manifests"}, "true");
    step("Apply the FeatureStore",
         "the operator takes over all objects except the claims, which stay without an owner, and replaces the pods "
         "once",
         {fmt::format("kubectl apply -f {}", request_.stores)},
         fmt::format("kubectl wait --for=jsonpath='{{.status.phase}}'=Ready {} --timeout=10m", store()));
  }

  /// An object of the manifests that the operator does not have, so that nobody deletes it.
  [[nodiscard]] bool is_left_behind(const ObjectName& own) const {
    if (own.kind == "ConfigMap") return own.name == fmt::format("feast-{}-config", report_.name);
    return own.kind == "ClusterRoleBinding" &&
           own.name.starts_with(fmt::format("feast-{}.{}-", report_.name_space, report_.name));
  }

  void delete_left_behind(const Node& object) {
    const ObjectName own = name_of(object);
    const bool config = own.kind == "ConfigMap";
    const std::string what = fmt::format("{} {}{}", config ? "configmap" : "clusterrolebinding", own.name,
                                         config ? fmt::format(" -n {}", report_.name_space) : "");
    step(fmt::format("Delete {} {}", own.kind, own.name),
         config ? "this loses the run-time configuration of the manifests, which no pod uses any more"
                : "this loses rights that the operator's own binding gives as well",
         {fmt::format("kubectl delete {}", what)},
         prints_nothing(fmt::format("kubectl get {} --ignore-not-found -o name", what)));
  }

  const Facts& facts_;
  const Effects& effects_;
  const Request& request_;
  const TreeBuilder& tree_;
  Report& report_;
};

}  // namespace

std::string prints_nothing(std::string_view command) {
  return fmt::format("left=$({}) && test -z \"$left\"", command);
}

std::string prints_no(std::string_view command, std::string_view pattern) {
  return fmt::format(R"(found=$({}) && ! printf '%s\n' "$found" | grep -qx '{}')", command, pattern);
}

std::string soon(std::string_view condition) {
  return fmt::format("for i in 1 2 3 4 5 6 7 8 9 10; do {} && break; test $i -lt 10 && sleep 3; done", condition);
}

void plan(const Facts& facts, const Effects& effects, const Request& request, const TreeBuilder& tree, Report& report) {
  Plan plan(facts, effects, request, tree, report);
  request.way == Way::kBack ? plan.give_back() : plan.take_over();
}

}  // namespace feastctl::adopt
