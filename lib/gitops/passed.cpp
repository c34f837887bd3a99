#include "gitops/passed.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "base/copy_on_write.hpp"
#include "catalog/codes.hpp"

namespace feastctl::gitops {

namespace {

/// Whether the scaler's target is a FeatureStore of the input.
bool scales_store(const model::ExternalScaler& scaler, const model::CompanionIndex& companions) {
  if (scaler.target_kind != "FeatureStore") return false;
  const Node* target = lookup(scaler.root, {"spec", "scaleTargetRef"});
  const std::string_view version = string_at(target, "apiVersion", "feast.dev/v1");
  return version.starts_with("feast.dev/") &&
         companions.stores.contains(model::CompanionIndex::key(scaler.name_space, scaler.target_name));
}

}  // namespace

const Node* retargeted(const Node& scaler, const TreeBuilder& tree) {
  const Node* spec = scaler.find("spec");
  Node* target = tree.shallow_copy(*spec->find("scaleTargetRef"));
  tree.set(target, "apiVersion", "apps/v1");
  tree.set(target, "kind", "Deployment");
  tree.set(target, "name", tree.arena().concat({"feast-", string_at(target, "name")}));
  return with(scaler, "spec", with(*spec, "scaleTargetRef", target, tree), tree);
}

bool is_manifest(const Node& document) {
  const std::string_view version = string_at(&document, "apiVersion");
  const std::string_view kind = string_at(&document, "kind");
  if (version.empty() || kind.empty()) return false;
  if (version.starts_with("kustomize.config.k8s.io/") || version.starts_with("feastctl.dev/")) return false;
  if (version == "argoproj.io/v1alpha1" && kind == "ConfigManagementPlugin") return false;
  return string_at(lookup(&document, {"metadata", "annotations"}), "config.kubernetes.io/local-config") != "true";
}

void report_retargeted(const model::CompanionIndex& companions, bool passed, Diagnostics& out) {
  for (const model::ExternalScaler& scaler : companions.scalers) {
    if (!scales_store(scaler, companions)) continue;
    const Field root(scaler.root);
    const Field spec = root.child("spec");
    Diagnostic& d =
        out.add(catalog::kScalerRetargeted, spec.child("scaleTargetRef"),
                fmt::format("rendered manifests contain no FeatureStore for {} {} to scale",
                            string_at(scaler.root, "kind"), string_at(lookup(scaler.root, {"metadata"}), "name")));
    d.with_hint(
        passed
            ? fmt::format("in the output, it targets Deployment feast-{}", scaler.target_name)
            : fmt::format("set its target to Deployment feast-{}, or pass --pass-through to write it with that target",
                          scaler.target_name));
  }
}

std::vector<const Node*> passed_through(const std::vector<const Node*>& others, const model::CompanionIndex& companions,
                                        const TreeBuilder& tree) {
  std::unordered_set<const Node*> scale_stores;
  for (const model::ExternalScaler& scaler : companions.scalers) {
    if (scales_store(scaler, companions)) scale_stores.insert(scaler.root);
  }
  std::vector<const Node*> result;
  for (const Node* object : others) {
    if (!is_manifest(*object)) continue;
    result.push_back(scale_stores.contains(object) ? retargeted(*object, tree) : object);
  }
  return result;
}

std::vector<const Node*> namespaces(const std::vector<std::string_view>& names, const std::vector<const Node*>& passed,
                                    const TreeBuilder& tree) {
  std::unordered_set<std::string_view> done{"default", "kube-system", "kube-public", "kube-node-lease"};
  for (const Node* object : passed) {
    if (string_at(object, "kind") != "Namespace" || string_at(object, "apiVersion") != "v1") continue;
    done.insert(string_at(lookup(object, {"metadata"}), "name"));
  }
  std::vector<const Node*> result;
  for (const std::string_view name : names) {
    if (!done.insert(name).second) continue;
    result.push_back(tree.map({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", tree.map({{"name", name}})}}));
  }
  return result;
}

}  // namespace feastctl::gitops
