#include "whole_run/shared_bindings.hpp"

#include <unordered_map>
#include <vector>

#include "base/arena.hpp"
#include "base/in_order.hpp"
#include "model/authorization.hpp"
#include "model/feast_version.hpp"

namespace feastctl::whole_run {

namespace {

/// The names that occur in more than one namespace.
class Names {
 public:
  void add(const model::StoreDocument& store) {
    if (store.name.empty()) return;
    const auto [first, fresh] = first_namespace_.emplace(store.name, store.name_space);
    if (!fresh && first->second != store.name_space) repeated_.insert(store.name);
  }
  [[nodiscard]] const std::unordered_set<std::string_view>& repeated() const { return repeated_; }

 private:
  std::unordered_map<std::string_view, std::string_view> first_namespace_;
  std::unordered_set<std::string_view> repeated_;
};

}  // namespace

std::unordered_set<std::string_view> repeated_names(const parse::Inputs& inputs) {
  Names names;
  for (const parse::Store& store : inputs.stores) names.add(store.document);
  return names.repeated();
}

namespace {

std::vector<const parse::Store*> stores_of_repeated_names(const parse::Inputs& inputs) {
  std::vector<const parse::Store*> result;
  if (inputs.stores.size() < 2) return result;
  const auto repeated = repeated_names(inputs);
  for (const parse::Store& store : inputs.stores) {
    if (repeated.contains(store.document.name)) result.push_back(&store);
  }
  return result;
}

/// Nothing for unreadable stores, which their own run reports.
const build::ClusterBinding* binding_of(const parse::Store& store, const parse::PartsReader& reader,
                                        const model::Platform& platform, Arena& arena) {
  const Field root(reader.tree(store.held, TreeBuilder(arena)));
  if (!root.present()) return nullptr;
  const FeastRelease feast = model::feast_version(*root.node(), platform);
  return build::binding_for(model::authorization_of(root.child("spec"), feast), feast);
}

}  // namespace

SharedBindings::SharedBindings(const parse::Inputs& inputs, const parse::PartsReader& reader,
                               const model::Platform& platform, unsigned jobs) {
  if (platform.cluster_names == model::ClusterNames::kQualified) return;
  const auto stores = stores_of_repeated_names(inputs);
  std::vector<const build::ClusterBinding*> kinds(stores.size());
  share_out(stores.size(), threads_for(stores.size(), jobs), [&](const auto& take) {
    Arena arena;
    for (auto number = take(); number; number = take()) {
      kinds[*number] = binding_of(*stores[*number], reader, platform, arena);
      arena.reset();
    }
  });
  Names kubernetes;
  Names oidc;
  for (std::size_t i = 0; i < stores.size(); ++i) {
    if (kinds[i] == &build::kKubernetesBinding) kubernetes.add(stores[i]->document);
    if (kinds[i] == &build::kOidcBinding) oidc.add(stores[i]->document);
  }
  kubernetes_ = kubernetes.repeated();
  oidc_ = oidc.repeated();
}

}  // namespace feastctl::whole_run
