/// @file
/// @brief The embedded schemas as JSON, for the tests that judge them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace feastctl::test {

/// The schema in schemas/`name`.json with every $ref replaced by what it refers to.
nlohmann::json expanded_schema(const std::string& name);

}  // namespace feastctl::test
