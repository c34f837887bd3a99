/// @file
/// @brief Reduces a spec to what remains after the operator reads it into its types and writes it again.
#pragma once

#include "base/node.hpp"

namespace feastctl::defaults {

/// The spec after Go's JSON round trip: empty fields ("", 0, false, and empty lists and maps, where the operator's type
/// has no pointer) are gone, quantities are in canonical form (0.5 → "500m"), whole floats are integers, and the few
/// absent fields that Go writes anyway are present. `spec` has been checked and defaulted by the schema. Unchanged
/// parts are shared; changed ones have the old node as their origin. Source: the operator's types (api/v1), recorded in
/// schemas/ as x-omitempty and x-written.
const Node* normalise(const Node& spec, const TreeBuilder& tree);

}  // namespace feastctl::defaults
