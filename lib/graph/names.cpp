/// Relations that are fields with the names of objects.
#include "graph/parts.hpp"

namespace feastctl::graph {

namespace {

/// Relates one object to those that its fields name.
class Namer {
 public:
  Namer(std::size_t vertex, Draft& draft) : vertex_(vertex), draft_(&draft), object_(&draft.object(vertex)) {}

  void relate() {
    if (const Node* pods = draft_->pods(vertex_)) relate_pods(*lookup(pods, {"spec"}));
    const std::string_view kind = draft_->vertex(vertex_).kind;
    if (kind == "RoleBinding" || kind == "ClusterRoleBinding") return relate_binding();
    if (kind == "HorizontalPodAutoscaler" || kind == "ScaledObject") return relate_autoscaler();
    if (kind == "Route") relate_route();
  }

 private:
  void to(Relation relation, std::string_view kind, std::string_view name, std::string_view name_space = {}) {
    const Vertex& own = draft_->vertex(vertex_);
    draft_->relate(vertex_, relation,
                   Vertex{.api_version = {},
                          .kind = std::string(kind),
                          .name_space = name_space.empty() ? own.name_space : std::string(name_space),
                          .name = std::string(name)});
  }

  /// A field such as `configMapRef` of `parent`, which names an object of the kind by `key`.
  void to_named(Relation relation, std::string_view kind, const Node* parent, std::string_view field,
                std::string_view key = "name") {
    to(relation, kind, string_at(lookup(parent, {field}), key));
  }

  void relate_pods(const Node& pods) {
    to(Relation::kRunsAs, "ServiceAccount", string_at(&pods, "serviceAccountName"));
    each(&pods, "imagePullSecrets", [&](const Node* s) { to(Relation::kPullsWith, "Secret", string_at(s, "name")); });
    each(&pods, "volumes", [&](const Node* volume) {
      relate_files(volume, "secretName");
      to_named(Relation::kMounts, "PersistentVolumeClaim", volume, "persistentVolumeClaim", "claimName");
      each(lookup(volume, {"projected"}), "sources", [&](const Node* source) { relate_files(source, "name"); });
    });
    for (const std::string_view containers : {"initContainers", "containers"}) {
      each(&pods, containers, [&](const Node* container) { relate_container(container); });
    }
  }

  void relate_files(const Node* volume, std::string_view secret_key) {
    to_named(Relation::kMounts, "ConfigMap", volume, "configMap");
    to_named(Relation::kMounts, "Secret", volume, "secret", secret_key);
  }

  void relate_container(const Node* container) {
    each(container, "env", [&](const Node* variable) {
      const Node* from = lookup(variable, {"valueFrom"});
      to_named(Relation::kReads, "ConfigMap", from, "configMapKeyRef");
      to_named(Relation::kReads, "Secret", from, "secretKeyRef");
    });
    each(container, "envFrom", [&](const Node* from) {
      to_named(Relation::kReads, "ConfigMap", from, "configMapRef");
      to_named(Relation::kReads, "Secret", from, "secretRef");
    });
    relate_kubectl(lookup(container, {"command"}));
  }

  /// `kubectl exec deploy/NAME`, as the operator's CronJob has it.
  void relate_kubectl(const Node* command) {
    constexpr std::string_view kDeployment = "deploy/";
    if (command == nullptr || command->items().size() < 3) return;
    const auto words = command->items();
    if (words[0]->text == "kubectl" && words[1]->text == "exec" && words[2]->text.starts_with(kDeployment)) {
      to(Relation::kExecsInto, "Deployment", words[2]->text.substr(kDeployment.size()));
    }
  }

  void relate_binding() {
    const Node* role = lookup(object_, {"roleRef"});
    to(Relation::kBinds, string_at(role, "kind"), string_at(role, "name"));
    each(object_, "subjects", [&](const Node* subject) {
      to(Relation::kGrantsTo, string_at(subject, "kind"), string_at(subject, "name"), string_at(subject, "namespace"));
    });
  }

  void relate_autoscaler() {
    const Node* target = lookup(object_, {"spec", "scaleTargetRef"});
    to(Relation::kScales, string_at(target, "kind", "Deployment"), string_at(target, "name"));
  }

  void relate_route() {
    const auto relate_service = [&](const Node* service) {
      to(Relation::kRoutesTo, string_at(service, "kind", "Service"), string_at(service, "name"));
    };
    relate_service(lookup(object_, {"spec", "to"}));
    each(lookup(object_, {"spec"}), "alternateBackends", relate_service);
  }

  template <typename Visit>
  static void each(const Node* parent, std::string_view key, const Visit& visit) {
    const Node* list = lookup(parent, {key});
    if (list == nullptr) return;
    for (const Node* item : list->items()) visit(item);
  }

  std::size_t vertex_;
  Draft* draft_;
  const Node* object_;
};

}  // namespace

void relate_by_name(std::size_t vertex, Draft& draft) {
  Namer(vertex, draft).relate();
}

}  // namespace feastctl::graph
