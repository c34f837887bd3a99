/// PersistentVolumeClaims: one for each of offline store, online store and registry whose `pvc` says `create`.
#include "build/build.hpp"

namespace feastctl::build {

namespace {

void add_claim(const Context& context, const model::Persistence& persistence, std::string_view type, Objects& out) {
  if (!persistence.claim || persistence.claim->create == nullptr) return;
  const TreeBuilder& tree = context.tree;
  const Node* create = persistence.claim->create;
  Node* labels = context.has(feature::kManagedBy) ? typed_labels(context, type) : nullptr;
  Node* claim = object(context, "v1", "PersistentVolumeClaim", metadata(context, typed_name(context, type), labels));
  Node* spec = tree.map({{"accessModes", non_empty_at(create, "accessModes")},
                         {"storageClassName", lookup(create, {"storageClassName"})},
                         {"resources", non_empty_at(create, "resources")}});
  spec->origin = create;
  tree.add(claim, "spec", spec);
  out.push_back(claim);
}

}  // namespace

void add_claims(const Context& context, Objects& out) {
  if (context.store.has_offline_store) add_claim(context, context.store.offline, "offline", out);
  if (!context.store.online_disabled) add_claim(context, context.store.online, "online", out);
  add_claim(context, context.store.registry.persistence, "registry", out);
}

}  // namespace feastctl::build
