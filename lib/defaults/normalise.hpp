/// @file
/// @brief What is left of a spec after the operator has read it into its types and written it again.
#pragma once

#include "base/node.hpp"

namespace feastctl::defaults {

/// The spec as Go's JSON round trip leaves it: fields that mean nothing ("" , 0, false, empty lists and maps where the
/// operator's type keeps no pointer) are gone, quantities stand in their canonical form (0.5 → "500m"), whole floats
/// are integers, and the few fields that Go writes though they are absent are there. `spec` has been checked and
/// defaulted by the schema. Unchanged parts are shared; changed ones have the old node as their origin.
/// Source: the operator's types (api/v1), carried in schemas/ as x-omitempty and x-written.
const Node* normalise(const Node& spec, const TreeBuilder& tree);

}  // namespace feastctl::defaults
