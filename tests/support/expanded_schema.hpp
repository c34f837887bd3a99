/// @file
/// @brief The embedded schemas as JSON, for the tests that judge them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/versions.hpp"

namespace feastctl::test {

/// The schema in schemas/`name`.json with every $ref replaced by what it refers to, as the release of Feast has it.
nlohmann::json expanded_schema(const std::string& name, FeastRelease feast);

}  // namespace feastctl::test
