/// @file
/// @brief What the API server refuses in the Secrets and ConfigMaps of the input.
#pragma once

#include <span>

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate {

/// Checks names, keys and types in every Secret and ConfigMap among `objects` (FS143…FS146). Never repeats a value.
void check_companions(std::span<const Node* const> objects, Diagnostics& out);

}  // namespace feastctl::validate
