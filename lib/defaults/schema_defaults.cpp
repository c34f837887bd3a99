#include "defaults/schema_defaults.hpp"

#include "defaults/literal.hpp"
#include "defaults/rewrite.hpp"
#include "schema/table.hpp"

namespace feastctl::defaults {

namespace {

using schema::Literal;
using schema::Property;
using schema::Shape;
using schema::Type;

const Node* filled(const Node& node, const Type& type, const TreeBuilder& tree);

const Node* filled_object(const Node& node, const Type& type, const TreeBuilder& tree) {
  Rewrite rewrite(node, tree);
  for (const Member& m : node.members()) {
    const Property* property = schema::find(type, m.key);
    if (property == nullptr || property->ignored) {
      rewrite.keep(m.value);
    } else {
      rewrite.keep(m.value->is_null() ? nullptr : filled(*m.value, *property->type, tree));
    }
  }
  for (const Property& p : type.properties) {
    if (p.default_value.of == Literal::Of::kNone) continue;
    const Node* written = node.find(p.name);
    if (written == nullptr || written->is_null()) rewrite.append(p.name, node_of(p.default_value, node, tree));
  }
  return rewrite.result();
}

const Node* filled_map(const Node& node, const Type& type, const TreeBuilder& tree) {
  Rewrite rewrite(node, tree);
  for (const Member& m : node.members()) {
    rewrite.keep(m.value->is_null() ? nullptr : filled(*m.value, *type.entry, tree));
  }
  return rewrite.result();
}

const Node* filled_list(const Node& node, const Type& type, const TreeBuilder& tree) {
  Rewrite rewrite(node, tree);
  for (const Node* item : node.items()) rewrite.keep(filled(*item, *type.entry, tree));
  return rewrite.result();
}

const Node* filled(const Node& node, const Type& type, const TreeBuilder& tree) {
  if (type.shape == Shape::kObject && node.is_map()) return filled_object(node, type, tree);
  if (type.shape == Shape::kMap && node.is_map()) return filled_map(node, type, tree);
  if (type.shape == Shape::kList && node.is_list()) return filled_list(node, type, tree);
  return &node;
}

}  // namespace

const Node* apply_schema_defaults(const Node& store, ApiVersion version, const TreeBuilder& tree) {
  // A v1alpha1 store is kept and read back as v1, whose fields and defaults hold all of its own.
  static_cast<void>(version);
  return filled(store, schema::document(ApiVersion::kV1), tree);
}

}  // namespace feastctl::defaults
