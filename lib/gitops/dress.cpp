#include "gitops/dress.hpp"

#include "base/copy_on_write.hpp"

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
  const auto map_or_new = [&](const Node* node) { return node != nullptr && node->is_map() ? node : tree.map(); };
  const Node* more = with(*map_or_new(annotations), key, value, tree);
  return with(object, "metadata", with(*map_or_new(metadata), "annotations", more, tree), tree);
}

}  // namespace feastctl::gitops
