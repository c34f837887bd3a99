/// Flux: --gitops=flux.
#include <algorithm>

#include "gitops/dress.hpp"

namespace feastctl::gitops {

namespace {

constexpr std::string_view kSubstitute = "kustomize.toolkit.fluxcd.io/substitute";
constexpr std::string_view kPrune = "kustomize.toolkit.fluxcd.io/prune";

/// Whether a string or key anywhere in `node` contains a dollar sign, with which every post-build substitution begins.
bool holds_dollar(const Node& node) {
  const auto in_text = [](std::string_view text) { return text.find('$') != std::string_view::npos; };
  if (node.is_string()) return in_text(node.text);
  if (std::ranges::any_of(node.items(), [](const Node* item) { return holds_dollar(*item); })) return true;
  return std::ranges::any_of(node.members(), [&](const Member& m) { return in_text(m.key) || holds_dollar(*m.value); });
}

}  // namespace

const Node* for_flux(const Node& object, const Node* store, const TreeBuilder& tree) {
  const Node* wishes = lookup(store, {"metadata", "annotations"});
  const Node* result = &object;
  for (const std::string_view key : {kSubstitute, kPrune, std::string_view("kustomize.toolkit.fluxcd.io/ssa"),
                                     std::string_view("kustomize.toolkit.fluxcd.io/force"),
                                     std::string_view("kustomize.toolkit.fluxcd.io/reconcile")}) {
    const std::string_view value = string_at(wishes, key);
    if (!value.empty()) result = annotated(*result, key, value, tree);
  }
  const std::string_view kind = string_at(&object, "kind");
  if (kind == "PersistentVolumeClaim" || kind == "Namespace") result = annotated(*result, kPrune, "disabled", tree);
  return holds_dollar(object) ? annotated(*result, kSubstitute, "disabled", tree) : result;
}

}  // namespace feastctl::gitops
