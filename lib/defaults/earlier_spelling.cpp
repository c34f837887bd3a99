#include "defaults/earlier_spelling.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/copy_on_write.hpp"
#include "base/features.hpp"
#include "base/field.hpp"
#include "catalog/codes.hpp"

namespace feastctl::defaults {

const Node* move_earlier_spelling(const Node& document, FeastRelease feast, const TreeBuilder& tree, Diagnostics& out) {
  if (!has(feast, feature::kScaling)) return &document;
  if (string_at(&document, "apiVersion") != "feast.dev/v1") return &document;
  const Field root(&document);
  const Field spec = root.child("spec");
  const Field services = spec.child("services");
  const Field scaling = services.child("scaling");
  const Field earlier = scaling.child("replicas");
  if (earlier.integer().value_or(0) < 1) return &document;

  const Field replicas = spec.child("replicas");
  if (replicas.present() && replicas.integer() != earlier.integer()) {
    out.add_at_key(catalog::kReplicasTwice, earlier, "the number of replicas is set twice, to different values")
        .with_found(fmt::format("{} here", *earlier.integer()))
        .with_expected("only spec.replicas")
        .with_hint("keep the intended number in spec.replicas and remove this field")
        .with_note("the other value is set here", replicas);
  } else {
    out.add_at_key(catalog::kEarlierReplicas, earlier,
                   "services.scaling.replicas is the original name of spec.replicas; current operators refuse it")
        .with_hint(fmt::format("write `replicas: {}` below spec, or run 'feastctl convert' to rewrite it",
                               *earlier.integer()));
  }

  const Node* rest = without(*scaling.node(), "replicas", tree);
  rest = rest->size == 0 ? without(*services.node(), "scaling", tree) : with(*services.node(), "scaling", rest, tree);
  Node* changed = tree.shallow_copy(*spec.node());
  tree.set(changed, "services", rest);
  if (replicas.written()) {
    tree.set(changed, "replicas", replicas.present() ? replicas.node() : earlier.node());
  } else {
    tree.add(changed, "replicas", earlier.node(), earlier.key_span());
  }
  return with(document, "spec", changed, tree);
}

}  // namespace feastctl::defaults
