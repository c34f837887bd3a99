/// @file
/// @brief Values from the schema, as nodes.
#pragma once

#include "base/node.hpp"
#include "schema/table.hpp"

namespace feastctl::defaults {

/// A new node with the literal's value and the origin `cause`; nullptr if there is no value.
const Node* node_of(const schema::Literal& literal, const Node& cause, const TreeBuilder& tree);

}  // namespace feastctl::defaults
