/// @file
/// @brief Finds the codes that concern a field, based on their examples.
#pragma once

#include <string_view>
#include <vector>

#include "base/rule.hpp"

namespace feastctl::explain {

/// The rules (between fields, of the operator and of the API server) and warnings whose wrong examples are reported at
/// the field or, with `below`, below it. `path` is without indexes: spec.services.volumes.name.
std::vector<const Rule*> rules_about(std::string_view path, bool below);

}  // namespace feastctl::explain
