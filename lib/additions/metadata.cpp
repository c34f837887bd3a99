/// Labels and annotations.
#include "additions/parts.hpp"

namespace feastctl::additions {

const Node* with_metadata_additions(const Node& object, const model::Additions& additions, const TreeBuilder& tree) {
  const bool account = string_at(&object, "kind") == "ServiceAccount" && !additions.service_account_annotations.empty();
  if (additions.labels.empty() && additions.annotations.empty() && !account) return &object;
  Node* metadata = copy_of(lookup(&object, {"metadata"}), tree);
  add_settings(metadata, "labels", additions.labels, tree);
  if (account) add_settings(metadata, "annotations", additions.service_account_annotations, tree);
  add_settings(metadata, "annotations", additions.annotations, tree);
  Node* copy = tree.shallow_copy(object);
  tree.set(copy, "metadata", metadata);
  if (additions.labels.empty()) return copy;
  return with_pod_template(
      *copy,
      [&](Node& pod_template) {
        Node* of_pods = copy_of(lookup(&pod_template, {"metadata"}), tree);
        add_settings(of_pods, "labels", additions.labels, tree);
        tree.set(&pod_template, "metadata", of_pods);
      },
      tree);
}

}  // namespace feastctl::additions
