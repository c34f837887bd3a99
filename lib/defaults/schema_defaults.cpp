#include "defaults/schema_defaults.hpp"

#include "base/copy_on_write.hpp"
#include "defaults/literal.hpp"
#include "schema/table.hpp"

namespace feastctl::defaults {

namespace {

using schema::Property;
using schema::Shape;
using schema::Type;

/// The release whose defaults are filled in, and the tree builder.
struct Filling {
  FeastRelease feast;
  const TreeBuilder& tree;
};

const Node* filled(const Node& node, const Type& type, const Filling& filling);

const Node* filled_object(const Node& node, const Type& type, const Filling& filling) {
  CopyOnWrite copy(node, filling.tree);
  for (const Member& m : node.members()) {
    const Property* property = schema::find(type, m.key);  // a field of another release is reported and kept
    if (property == nullptr || property->ignored) {
      copy.keep(m.value);
    } else {
      copy.keep(m.value->is_null() ? nullptr : filled(*m.value, *property->type, filling));
    }
  }
  for (const Property& p : type.properties) {
    if (!p.has_default(filling.feast)) continue;
    const Node* written = node.find(p.name);
    if (written == nullptr || written->is_null()) copy.append(p.name, node_of(p.default_value, node, filling.tree));
  }
  return copy.result();
}

const Node* filled_map(const Node& node, const Type& type, const Filling& filling) {
  CopyOnWrite copy(node, filling.tree);
  for (const Member& m : node.members()) {
    copy.keep(m.value->is_null() ? nullptr : filled(*m.value, *type.entry, filling));
  }
  return copy.result();
}

const Node* filled_list(const Node& node, const Type& type, const Filling& filling) {
  CopyOnWrite copy(node, filling.tree);
  for (const Node* item : node.items()) copy.keep(filled(*item, *type.entry, filling));
  return copy.result();
}

const Node* filled(const Node& node, const Type& type, const Filling& filling) {
  if (type.shape == Shape::kObject && node.is_map()) return filled_object(node, type, filling);
  if (type.shape == Shape::kMap && node.is_map()) return filled_map(node, type, filling);
  if (type.shape == Shape::kList && node.is_list()) return filled_list(node, type, filling);
  return &node;
}

}  // namespace

const Node* apply_schema_defaults(const Node& store, Edition edition, const TreeBuilder& tree) {
  // A v1alpha1 store is kept and read back as v1, whose fields and defaults hold all of its own.
  return filled(store, schema::document(ApiVersion::kV1), {edition.feast, tree});
}

}  // namespace feastctl::defaults
