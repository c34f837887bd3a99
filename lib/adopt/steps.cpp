/// The facts of a store in words, and the steps that are left. docs/takeover.md gives the reasons.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "adopt/facts.hpp"
#include "base/ascii.hpp"
#include "base/object_name.hpp"
#include "diff/live/kubectl.hpp"
#include "emit/yaml.hpp"

namespace feastctl::adopt {

namespace {

std::string_view uid_of(const Node& object) {
  return string_at(lookup(&object, {"metadata"}), "uid");
}

/// Writes the report of one store, step by step; what is violated ends it.
class Plan {
 public:
  Plan(const Facts& facts, const Request& request, const TreeBuilder& tree, Report& report)
      : facts_(facts), request_(request), tree_(tree), report_(report) {}

  void describe() {
    fact("owner", owner_words());
    fact("operator", facts_.operator_deployment == nullptr ? "not among the given objects"
                     : facts_.operator_runs                ? "running"
                                                           : "stopped");
    if (!facts_.managers.empty()) fact("other managers", fmt::format("{}", fmt::join(facts_.managers, ", ")));
    fact("credentials", facts_.credentials.empty() ? "none in the pods that the bundle does not have"
                                                   : fmt::format("{} variables with the whole configuration, in base64",
                                                                 facts_.credentials.size()));
    if (!facts_.volumes.empty()) {
      fact("volumes", fmt::format("not known to be retained: {}", fmt::join(facts_.volumes, ", ")));
    }
    if (!facts_.binding_holder.empty()) {
      fact("binding", fmt::format("{} serves namespace {}", facts_.binding, facts_.binding_holder));
    }
  }

  void add_rollouts(const diff::Changes& changes, const diff::Live& notes) {
    std::vector<std::string> words = notes.respelled;
    for (const diff::ObjectChange& change : changes) {
      for (const diff::Trap& trap : change.traps) {
        const std::string title = fmt::format("{} {}/{}", change.kind, change.name_space, change.name);
        if (trap.effect == diff::Effect::kRestarts) words.push_back(fmt::format("{} ({})", title, trap.message));
        if (trap.effect == diff::Effect::kRefused) fact("refused", fmt::format("{}: {}", title, trap.message));
      }
    }
    if (!words.empty()) fact("rollout", fmt::format("an apply restarts the pods of {}", fmt::join(words, ", ")));
  }

  void take_over() {
    if (facts_.objects.empty())
      return block(
          "no live object of the store was given; feastctl kinds --for=adopt prints the commands that get them");
    if (facts_.owned.empty() && facts_.store == nullptr) return finish();
    if (is_lost()) return;
    retain();
    keep_text();
    if (request_.way == Way::kStopped) return with_operator_stopped();
    orphan();
    finish();
  }

  void give_back() {
    if (facts_.operator_deployment == nullptr || !facts_.operator_runs) {
      return block(
          "the operator is not known to run; without it nobody takes the objects over. Start it, and give its "
          "Deployment with the live objects");
    }
    const std::string store = fmt::format("featurestore {} -n {}", report_.name, report_.name_space);
    step("Stop applying the manifests", "the operator and whoever applies would undo each other's work",
         {"# suspend the Application, Kustomization or pipeline that applies the bundle"}, "true");
    step("Apply the FeatureStore",
         "the operator takes all objects over but the claims, which stay without an owner, and replaces the pods once",
         {fmt::format("kubectl apply -f {}", request_.stores)},
         fmt::format("kubectl wait --for=jsonpath='{{.status.phase}}'=Ready {} --timeout=10m", store));
    std::vector<std::string> left;
    for (const Node* object : facts_.objects) {
      const ObjectName own = name_of(*object);
      if (own.kind == "ConfigMap" && own.name.ends_with("-config")) left.emplace_back(own.name);
    }
    for (const std::string& name : left) {
      step("Delete what is left over",
           "this loses the run-time configuration of the manifests, which no pod uses any more",
           {fmt::format("kubectl delete configmap {} -n {}", name, report_.name_space)},
           fmt::format("! kubectl get configmap {} -n {} 2>/dev/null", name, report_.name_space));
    }
  }

 private:
  void fact(std::string name, std::string text) { report_.facts.push_back({std::move(name), std::move(text)}); }
  void block(std::string why) { report_.blocked = std::move(why); }
  void step(std::string title, std::string why, std::vector<std::string> commands, std::string check) {
    report_.steps.push_back({std::move(title), std::move(why), std::move(commands), std::move(check)});
  }

  [[nodiscard]] bool owner_is_alive() const {
    return facts_.store != nullptr &&
           std::ranges::find(facts_.owner_uids, uid_of(*facts_.store)) != facts_.owner_uids.end();
  }

  [[nodiscard]] std::string owner_words() const {
    if (facts_.owned.empty()) {
      return facts_.store == nullptr ? "none; deleting a FeatureStore deletes nothing"
                                     : "none, but the FeatureStore is there";
    }
    return fmt::format("{} objects belong to the FeatureStore{}", facts_.owned.size(),
                       !owner_is_alive() ? ", which is not among the given objects"
                       : being_deleted() ? ", which is being deleted"
                                         : ", which is there: deleting it deletes them, claims too");
  }

  [[nodiscard]] bool being_deleted() const {
    return !string_at(lookup(facts_.store, {"metadata"}), "deletionTimestamp").empty();
  }

  /// What nobody may continue from. The report says why.
  bool is_lost() {
    if (being_deleted()) {
      const Node* finalizers = lookup(facts_.store, {"metadata", "finalizers"});
      const bool orphans = finalizers != nullptr &&
                           std::ranges::any_of(finalizers->items(), [](const Node* f) { return f->text == "orphan"; });
      block(orphans
                ? "the FeatureStore is being deleted with --cascade=orphan; wait until it is gone, then run this again"
                : "the FeatureStore is being deleted, and its objects with it. Set persistentVolumeReclaimPolicy: "
                  "Retain on the volumes at once, and keep what you need of the rest");
      return true;
    }
    if (facts_.owned.empty() || owner_is_alive()) return false;
    block(facts_.store == nullptr && !facts_.stores_given
              ? "no FeatureStore was given, so it is not known whether the owner of the objects is alive; feastctl "
                "kinds --for=adopt prints the commands that get all of it"
              : "the objects name a FeatureStore that is gone, so the garbage collector deletes them. Remove their "
                "ownerReferences before anything else");
    return true;
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
    step("Retain the volumes", "even the worst mistake then keeps the data", commands,
         fmt::format("{}", fmt::join(checks, " && ")));
  }

  void keep_text() {
    if (facts_.store == nullptr) return;
    const std::string file = fmt::format("featurestore-{}-{}.yaml", report_.name_space, report_.name);
    step("Keep the FeatureStore's text", "it is the way back",
         {fmt::format("kubectl get featurestore {} -n {} -o yaml > {}", report_.name, report_.name_space, file)},
         fmt::format("test -s {}", file));
    if (facts_.managers.empty()) return;
    step("Keep the GitOps tool from pruning",
         fmt::format("{} would delete the FeatureStore with all that it owns when its file leaves Git",
                     fmt::join(facts_.managers, ", ")),
         {fmt::format("kubectl annotate featurestore {} -n {} argocd.argoproj.io/sync-options=Prune=false "
                      "kustomize.toolkit.fluxcd.io/prune=disabled --overwrite",
                      report_.name, report_.name_space)},
         fmt::format("kubectl get featurestore {} -n {} -o yaml | grep -q Prune=false", report_.name,
                     report_.name_space));
  }

  /// Succeeds once no object of the store has the FeatureStore as its owner.
  [[nodiscard]] std::string no_owner_check() const {
    std::set<std::string> resources;
    for (const Node* object : facts_.owned) resources.insert(diff::resource_of(*object));
    const std::string owners = fmt::format(
        "kubectl get {} -n {} -o jsonpath='{{range .items[*]}}{{range "
        ".metadata.ownerReferences[*]}}{{.kind}}/{{.name}}{{\"\\n\"}}{{end}}{{end}}' | grep -qx FeatureStore/{}",
        fmt::join(resources, ","), report_.name_space, report_.name);
    return fmt::format("for i in 1 2 3 4 5 6 7 8 9 10; do {} || break; sleep 2; done; ! {}", owners, owners);
  }

  void orphan() {
    if (facts_.store == nullptr) return;
    step("Delete the FeatureStore alone",
         "with --cascade=orphan, all objects stay and lose their owner; without it, they are deleted, claims too",
         {fmt::format("kubectl delete featurestore {} -n {} --cascade=orphan", report_.name, report_.name_space)},
         facts_.owned.empty()
             ? fmt::format("! kubectl get featurestore {} -n {} 2>/dev/null", report_.name, report_.name_space)
             : no_owner_check());
  }

  void with_operator_stopped() {
    if (facts_.operator_deployment == nullptr)
      return block(
          "the operator's Deployment is not among the given objects, so it cannot be stopped by a command from here");
    const ObjectName own = name_of(*facts_.operator_deployment);
    const std::string deployment = fmt::format("deployment {} -n {}", own.name, own.name_space);
    const auto replicas =
        std::max<std::int64_t>(1, integer_at(lookup(facts_.operator_deployment, {"spec"}), "replicas").value_or(1));
    const std::string down =
        fmt::format("test \"$(kubectl get {} -o jsonpath='{{.status.replicas}}')\" = \"\"", deployment);
    step("Stop the operator", "while it runs, it puts its ownerReferences back within seconds",
         {fmt::format("kubectl scale {} --replicas=0", deployment)},
         fmt::format("for i in 1 2 3 4 5 6 7 8 9 10; do {} && break; sleep 2; done; {}", down, down));
    disown();
    finish();
    if (!report_.blocked.empty()) return;
    if (facts_.store != nullptr) {
      step("Delete the FeatureStore", "nothing belongs to it any more",
           {fmt::format("kubectl delete featurestore {} -n {} --cascade=orphan", report_.name, report_.name_space)},
           fmt::format("! kubectl get featurestore {} -n {} 2>/dev/null", report_.name, report_.name_space));
    }
    step("Start the operator again", "for its other stores",
         {fmt::format("kubectl scale {} --replicas={}", deployment, replicas)}, "true");
  }

  void disown() {
    std::vector<std::string> commands;
    for (const Node* object : facts_.owned) {
      const Node* references = lookup(object, {"metadata", "ownerReferences"});
      for (std::size_t i = references->size; i-- > 0;) {
        const Node* reference = references->item[i];
        if (string_at(reference, "kind") != "FeatureStore" || string_at(reference, "name") != report_.name) continue;
        commands.push_back(fmt::format(
            "kubectl patch {} {} -n {} --type=json -p "
            "'[{{\"op\":\"test\",\"path\":\"/metadata/ownerReferences/{}/"
            "uid\",\"value\":\"{}\"}},{{\"op\":\"remove\",\"path\":\"/metadata/ownerReferences/{}\"}}]'",
            diff::resource_of(*object), name_of(*object).name, report_.name_space, i, string_at(reference, "uid"), i));
      }
    }
    if (!commands.empty())
      step("Take the FeatureStore off as an owner", "deleting it then deletes nothing", commands, no_owner_check());
  }

  /// Handing over to the manifests, once nothing can be lost.
  void finish() {
    if (!facts_.binding_holder.empty()) {
      return block(
          fmt::format("{} serves the store of this name in namespace {}; an apply would take its rights away. Render "
                      "with --cluster-names=qualified",
                      facts_.binding, facts_.binding_holder));
    }
    if (!request_.inline_secrets) hand_over();
    std::vector<std::string> rollouts;
    for (const Node* object : facts_.objects) {
      if (name_of(*object).kind == "Deployment")
        rollouts.push_back(fmt::format("kubectl rollout status deployment {} -n {} --timeout=10m",
                                       name_of(*object).name, report_.name_space));
    }
    step("Apply the manifests", "the pods restart once", {fmt::format("{} | kubectl apply -f -", request_.render)},
         rollouts.empty() ? "true" : fmt::format("{}", fmt::join(rollouts, " && ")));
    step("Compare", "nothing may be left to change", {}, fmt::format("{} | kubectl diff -f -", request_.render));
    if (!facts_.credentials.empty() && !request_.inline_secrets) {
      report_.notes.emplace_back(
          "old ReplicaSets keep the credentials until revisionHistoryLimit drops them; kubectl delete replicaset of "
          "those without pods loses the revisions for kubectl rollout undo. Rotate the credentials if that matters");
    }
    report_.notes.push_back(
        fmt::format("nobody deletes ClusterRoleBinding feast-{}-cluster-binding; delete it when the store is removed",
                    report_.name));
  }

  /// Lets kubectl believe that it has applied the variables with the credentials, so that the apply removes them.
  void hand_over() {
    std::map<const Node*, std::vector<const Credential*>> by_deployment;
    for (const Credential& credential : facts_.credentials) by_deployment[credential.deployment].push_back(&credential);
    for (const Node* object : facts_.objects) {
      const auto found = by_deployment.find(object);
      if (found == by_deployment.end()) continue;
      const ObjectName own = name_of(*object);
      step("Hand the credentials' variables over",
           fmt::format("an apply removes only what kubectl has applied; without this, Deployment {} keeps its "
                       "credentials. Only metadata changes",
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

  const Facts& facts_;
  const Request& request_;
  const TreeBuilder& tree_;
  Report& report_;
};

/// The objects of one store: those with its label, in its namespace or in none.
diff::Objects of_store(std::string_view name_space, std::string_view name, const diff::Objects& bundle) {
  diff::Objects own;
  for (const diff::Object& object : bundle) {
    const ObjectName of = name_of(*object.root);
    const auto store = string_at(lookup(object.root, {"metadata", "labels"}), "feast.dev/name");
    if (store == name && (of.name_space == name_space || is_cluster_scoped(of.kind))) own.push_back(object);
  }
  return own;
}

}  // namespace

Report examine(std::string_view name_space, std::string_view name, const diff::Manifests& live,
               const diff::Objects& bundle, const Request& request, const TreeBuilder& tree) {
  Report report{.name_space = std::string(name_space), .name = std::string(name)};
  const diff::Objects own = of_store(name_space, name, bundle);
  const Facts facts = facts_of(name_space, name, live, own);
  Plan plan(facts, request, tree, report);
  plan.describe();
  if (request.way == Way::kBack) {
    plan.give_back();
    return report;
  }
  diff::Live notes;
  const diff::Changes changes = diff::compare(live.objects, own, tree, &notes);
  plan.add_rollouts(changes, notes);
  const bool is_ours = changes.empty() && notes.respelled.empty() && facts.credentials.empty();
  const bool is_done = is_ours && facts.owned.empty() && facts.store == nullptr && !facts.objects.empty();
  if (!is_done) plan.take_over();
  return report;
}

}  // namespace feastctl::adopt
