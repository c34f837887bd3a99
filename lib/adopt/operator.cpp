/// The operator and the tools around it. Sources: the operator's manifests (labels of its Deployment, --leader-elect
/// with the Lease's name) and client-go's leader election; the tracking labels and annotations of Argo CD, Flux and
/// Helm.
#include <fmt/format.h>

#include <algorithm>

#include "adopt/facts.hpp"
#include "base/ascii.hpp"
#include "base/object_name.hpp"
#include "diff/live/kubectl.hpp"

namespace feastctl::adopt {

namespace {

using State = Operator::State;

bool is_operator(const Node& object) {
  const Node* labels = lookup(&object, {"metadata", "labels"});
  const bool labelled = string_at(labels, "control-plane") == "controller-manager" &&
                        string_at(labels, "app.kubernetes.io/name") == "feast-operator";
  return string_at(&object, "kind") == "Deployment" &&
         (labelled || name_of(object).name == "feast-operator-controller-manager");
}

State state_of(const Node& deployment) {
  const Node* status = lookup(&deployment, {"status"});
  if (integer_at(lookup(&deployment, {"spec"}), "replicas").value_or(1) <= 0) {
    return integer_at(status, "replicas").value_or(0) > 0 ? State::kStopping : State::kStopped;
  }
  const bool ready = status == nullptr || integer_at(status, "readyReplicas").value_or(0) > 0;
  return ready ? State::kRunning : State::kNotReady;
}

bool is_operator_writer(std::string_view manager) {
  return manager == "manager" || manager == "feast-operator";
}

/// When the operator wrote the object last, if that was after somebody's apply; else empty.
std::string_view wrote_back(const Node& object) {
  std::string_view own, others;
  const Node* managed = lookup(&object, {"metadata", "managedFields"});
  if (managed == nullptr) return {};
  for (const Node* entry : managed->items()) {
    const auto manager = string_at(entry, "manager");
    const auto time = string_at(entry, "time");
    if (!string_at(entry, "subresource").empty()) continue;
    if (is_operator_writer(manager)) own = std::max(own, time);
    if (manager == "kubectl-client-side-apply" || string_at(entry, "operation") == "Apply") {
      if (!is_operator_writer(manager)) others = std::max(others, time);
    }
  }
  return !others.empty() && own > others ? own : std::string_view();
}

std::string_view text_of(const Node& object, std::string_view where, std::string_view key) {
  const auto text = string_at(lookup(&object, {"metadata", where}), key);
  return is_plain(text) ? text : std::string_view();
}

/// One of Flux's objects that applies things, by the labels that it writes.
void add_flux(const Node& object, std::string_view group, std::string_view kind, std::vector<Tool>& tools) {
  const auto name = text_of(object, "labels", fmt::format("{}/name", group));
  const auto name_space = text_of(object, "labels", fmt::format("{}/namespace", group));
  if (name.empty() || name_space.empty()) return;
  const std::string resource = lower_case(kind);
  tools.push_back({fmt::format("Flux ({} {}/{})", kind, name_space, name),
                   fmt::format("flux suspend {} {} -n {}", resource, name, name_space),
                   fmt::format("test \"$(kubectl get {}s.{} {} -n {} -o jsonpath='{{.spec.suspend}}')\" = true",
                               resource, group, name, name_space)});
}

void add_argo(const Node& object, std::vector<Tool>& tools) {
  const auto tracking = string_at(lookup(&object, {"metadata", "annotations"}), "argocd.argoproj.io/tracking-id");
  auto application = tracking.substr(0, tracking.find(':'));
  if (application.empty()) application = text_of(object, "labels", "argocd.argoproj.io/instance");
  if (application.empty() || !is_plain(application)) return;
  tools.push_back({fmt::format("Argo CD (Application {})", application),
                   fmt::format("argocd app set {} --sync-policy none", application),
                   fmt::format(R"(app=$(argocd app get {} -o json) && ! printf '%s' "$app" | grep -q '"automated"')",
                               application)});
}

}  // namespace

bool is_plain(std::string_view text) {
  return !text.empty() && text.front() != '-' && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == ':';
  });
}

Operator operator_of(const diff::Manifests& live, const std::vector<const Node*>& objects) {
  Operator found;
  const Node* lease = nullptr;
  for (const diff::Object& object : live.objects) {
    if (is_operator(*object.root) && is_plain(name_of(*object.root).name)) found.deployment = object.root;
    const ObjectName name = name_of(*object.root);
    if (name.kind == "Lease" && name.name == diff::kOperatorLease) lease = object.root;
  }
  if (found.deployment != nullptr) {
    found.state = state_of(*found.deployment);
    return found;
  }
  if (const auto holder = string_at(lookup(lease, {"spec"}), "holderIdentity"); !holder.empty()) {
    found.state = State::kRunning;
    found.evidence = fmt::format("by its Lease, last renewed at {}", string_at(lookup(lease, {"spec"}), "renewTime"));
    return found;
  }
  for (const Node* object : objects) {
    const auto time = wrote_back(*object);
    if (time.empty()) continue;
    found.state = State::kRunning;
    found.evidence = fmt::format("by {} {}, which it wrote at {}, after the last apply", name_of(*object).kind,
                                 name_of(*object).name, time);
    return found;
  }
  if (!live.fetched.contains(std::string(diff::kFetchedOperator))) return found;
  found.state = State::kStopped;
  found.evidence = "the cluster has no Deployment of it";
  return found;
}

std::vector<Tool> tools_of(const Node& object) {
  std::vector<Tool> tools;
  add_argo(object, tools);
  add_flux(object, "kustomize.toolkit.fluxcd.io", "Kustomization", tools);
  add_flux(object, "helm.toolkit.fluxcd.io", "HelmRelease", tools);
  if (!tools.empty()) return tools;
  const auto release = text_of(object, "annotations", "meta.helm.sh/release-name");
  if (!release.empty()) return {{fmt::format("Helm (release {})", release), {}, {}}};
  const Node* managed = lookup(&object, {"metadata", "managedFields"});
  if (managed == nullptr) return tools;
  for (const Node* entry : managed->items()) {
    const auto manager = string_at(entry, "manager");
    if (manager.starts_with("argocd-")) return {{"Argo CD", {}, {}}};
    if (manager == "kustomize-controller" || manager == "helm-controller") return {{"Flux", {}, {}}};
    if (manager == "helm") return {{"Helm", {}, {}}};
  }
  return tools;
}

}  // namespace feastctl::adopt
