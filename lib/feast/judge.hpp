/// @file
/// @brief The verdict of Feast itself on a feature_store.yaml: whether its commands and servers start with it.
///
/// Source: feast.repo_config of Feast 0.60 to 0.67, whose classes and their fields are in schemas/feast/; recorded
/// verdicts of the real package judge the result (tests/recorded/).
#pragma once

#include <string_view>

#include "base/node.hpp"
#include "feast/check.hpp"
#include "feast/table.hpp"

namespace feastctl::feast {

/// All that Feast `release` refuses in a configuration, each section judged by itself. `root` was read as Python reads
/// YAML (parse::read_python).
ConfigErrors judge(const Node& root, Minor release);

/// The name of a stage for JSON: load, registry, store, auth, engine, mlflow.
std::string_view stage_name(Stage stage);

}  // namespace feastctl::feast
