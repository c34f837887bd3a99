/// @file
/// @brief Which codes concern a field: found out by their examples, not listed.
#pragma once

#include <string_view>
#include <vector>

#include "base/rule.hpp"

namespace feastctl::explain {

/// The rules between fields, of the operator and of the API server, and the warnings, whose own wrong examples are
/// reported at the field or, with `below`, below it. `path` is without indexes: spec.services.volumes.name.
std::vector<const Rule*> rules_about(std::string_view path, bool below);

}  // namespace feastctl::explain
