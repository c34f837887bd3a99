#include "gitops/dress.hpp"

namespace feastctl::gitops {

std::vector<const Node*> dressed(const std::vector<const Node*>& objects, const Node* store, Tool tool,
                                 const TreeBuilder& tree) {
  if (tool == Tool::kNone) return objects;
  std::vector<const Node*> result;
  result.reserve(objects.size());
  for (const Node* object : objects) {
    result.push_back(tool == Tool::kArgoCd ? for_argocd(*object, store, tree) : for_flux(*object, store, tree));
  }
  return result;
}

const Node* annotated(const Node& object, std::string_view key, std::string_view value, const TreeBuilder& tree) {
  const Node* metadata = object.find("metadata");
  const Node* annotations = lookup(metadata, {"annotations"});
  if (annotations != nullptr && annotations->find(key) != nullptr) return &object;
  const bool grows = annotations != nullptr && annotations->is_map();
  Node* fresh_annotations = grows ? tree.shallow_copy(*annotations) : tree.map();
  tree.set(fresh_annotations, key, value);
  Node* fresh_metadata = metadata != nullptr && metadata->is_map() ? tree.shallow_copy(*metadata) : tree.map();
  tree.set(fresh_metadata, "annotations", fresh_annotations);
  Node* fresh = tree.shallow_copy(object);
  tree.set(fresh, "metadata", fresh_metadata);
  return fresh;
}

}  // namespace feastctl::gitops
