#include "defaults/earlier_spelling.hpp"

#include <fmt/format.h>

#include "base/copy_on_write.hpp"
#include "base/features.hpp"
#include "base/field.hpp"
#include "catalog/codes.hpp"
#include "model/earlier_replicas.hpp"

namespace feastctl::defaults {

const Node* move_earlier_spelling(const Node& document, FeastRelease feast, const TreeBuilder& tree, Diagnostics& out) {
  if (!has(feast, feature::kScaling)) return &document;
  if (string_at(&document, "apiVersion") != "feast.dev/v1") return &document;
  const Field root(&document);
  const Field spec = root.child("spec");
  const model::EarlierReplicas earlier(spec);
  if (earlier.number() == 0) return &document;

  if (earlier.contradicted()) {
    earlier.report_contradiction(catalog::kReplicasTwice, out);
  } else {
    out.add_at_key(catalog::kEarlierReplicas, earlier.field(),
                   "services.scaling.replicas is the original name of spec.replicas; current operators refuse it")
        .with_hint(
            fmt::format("write `replicas: {}` below spec, or run 'feastctl convert' to rewrite it", earlier.number()));
  }

  const Field replicas = spec.child("replicas");
  const Node& services = *spec.node()->find("services");
  const Node* scaling = earlier.rest_of_scaling(tree);
  const Node* rest = scaling == nullptr ? without(services, "scaling", tree) : with(services, "scaling", scaling, tree);
  Node* changed = tree.shallow_copy(*spec.node());
  tree.set(changed, "services", rest);
  if (replicas.written()) {
    tree.set(changed, "replicas", replicas.present() ? replicas.node() : earlier.field().node());
  } else {
    tree.add(changed, "replicas", earlier.field().node(), earlier.field().key_span());
  }
  return with(document, "spec", changed, tree);
}

}  // namespace feastctl::defaults
