#include "defaults/normalise.hpp"

#include <string>

#include "base/copy_on_write.hpp"
#include "base/quantity.hpp"
#include "defaults/literal.hpp"
#include "schema/table.hpp"

namespace feastctl::defaults {

namespace {

using schema::Literal;
using schema::Property;
using schema::Shape;
using schema::Type;

const Node* normal(const Node& node, const Type& type, const TreeBuilder& tree);

/// Whether Go's omitempty omits the value.
bool is_empty(const Node& node) {
  switch (node.kind) {
    case Kind::kNull: return true;
    case Kind::kBool: return !node.boolean;
    case Kind::kInteger: return node.integer == 0;
    case Kind::kFloat: return false;  // a number that may be omitted is an integer by now
    case Kind::kString: return node.text.empty();
    case Kind::kList:
    case Kind::kMap: return node.size == 0;
  }
  return false;
}

const Node* normal_object(const Node& node, const Type& type, const TreeBuilder& tree) {
  CopyOnWrite copy(node, tree);
  for (const Member& m : node.members()) {
    const Property* property = schema::find(type, m.key);
    const Node* value = property == nullptr ? m.value : normal(*m.value, *property->type, tree);
    copy.keep(property != nullptr && property->omit_empty && is_empty(*value) ? nullptr : value);
  }
  for (const Property& p : type.properties) {
    if (p.written.of != Literal::Of::kNone && node.find(p.name) == nullptr) {
      copy.append(p.name, node_of(p.written, node, tree));
    }
  }
  return copy.result();
}

const Node* normal_map(const Node& node, const Type& type, const TreeBuilder& tree) {
  if (type.entry->shape == Shape::kString) return &node;
  CopyOnWrite copy(node, tree);
  for (const Member& m : node.members()) copy.keep(normal(*m.value, *type.entry, tree));
  return copy.result();
}

const Node* normal_list(const Node& node, const Type& type, const TreeBuilder& tree) {
  CopyOnWrite copy(node, tree);
  for (const Node* item : node.items()) copy.keep(normal(*item, *type.entry, tree));
  return copy.result();
}

/// 3.0 → 3; the schema takes floats for integers only when they are whole.
const Node* normal_number(const Node& node, const TreeBuilder& tree) {
  if (node.kind != Kind::kFloat) return &node;
  Node* whole = tree.integer(static_cast<std::int64_t>(node.number));
  whole->origin = &node;
  return whole;
}

const Node* normal_quantity(const Node& node, const TreeBuilder& tree) {
  if (!node.is_string() && node.kind != Kind::kInteger && node.kind != Kind::kFloat) return &node;
  const std::string_view text = normal_number(node, tree)->text;
  const auto quantity = Quantity::parse(text);
  if (!quantity) return &node;
  const std::string canonical = quantity->canonical();
  if (node.is_string() && canonical == text) return &node;
  Node* result = tree.string(tree.arena().copy(canonical));
  result->origin = &node;
  return result;
}

const Node* normal(const Node& node, const Type& type, const TreeBuilder& tree) {
  switch (type.shape) {
    case Shape::kObject: return node.is_map() ? normal_object(node, type, tree) : &node;
    case Shape::kMap: return node.is_map() ? normal_map(node, type, tree) : &node;
    case Shape::kList: return node.is_list() ? normal_list(node, type, tree) : &node;
    case Shape::kQuantity: return normal_quantity(node, tree);
    case Shape::kInteger:
    case Shape::kIntOrString: return normal_number(node, tree);
    case Shape::kString:
    case Shape::kBoolean:
    case Shape::kAnything: return &node;
  }
  return &node;
}

}  // namespace

const Node* normalise(const Node& spec, const TreeBuilder& tree) {
  // The operator has one set of types, those of v1, and keeps the same parts of a value in every release.
  return normal(spec, *schema::find(schema::document(ApiVersion::kV1), "spec")->type, tree);
}

}  // namespace feastctl::defaults
