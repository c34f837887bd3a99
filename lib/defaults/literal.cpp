#include "defaults/literal.hpp"

namespace feastctl::defaults {

namespace {

Node* bare_node_of(const schema::Literal& literal, const TreeBuilder& tree) {
  switch (literal.of) {
    case schema::Literal::Of::kNone: return nullptr;
    case schema::Literal::Of::kString: return tree.string(literal.text);
    case schema::Literal::Of::kInteger: return tree.integer(literal.integer);
    case schema::Literal::Of::kBoolean: return tree.boolean(literal.integer != 0);
    case schema::Literal::Of::kEmptyMap: return tree.map();
  }
  return nullptr;
}

}  // namespace

const Node* node_of(const schema::Literal& literal, const Node& cause, const TreeBuilder& tree) {
  Node* node = bare_node_of(literal, tree);
  if (node != nullptr) node->origin = &cause;
  return node;
}

}  // namespace feastctl::defaults
