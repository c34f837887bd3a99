/// @file
/// @brief Which codes concern a field, and what a shipped example writes there: found out, not listed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/rule.hpp"

namespace feastctl::explain {

/// The rules between fields, of the operator and of the API server, and the warnings, whose own wrong examples are
/// reported at the field or, with `below`, below it. `path` is without indexes: spec.services.volumes.name.
std::vector<const Rule*> rules_about(std::string_view path, bool below);

/// The field with all that stands around it up to `spec:`, as one of the examples that ship with feastctl has it; empty
/// when none has it.
std::string shipped_example(std::string_view path);

}  // namespace feastctl::explain
