/// @file
/// @brief Other people's YAML readers, to see what becomes of a text that we wrote.
#pragma once

#include <string>

#include "base/node.hpp"

namespace feastctl::test {

/// What `yaml` means to libyaml with the types of YAML 1.1, or to yaml-cpp with those of 1.2, in one line of JSON-like
/// text; a text that begins with `error:` when it cannot be read.
std::string read_with_libyaml(const std::string& yaml);
std::string read_with_yaml_cpp(const std::string& yaml);

/// The same text for a tree that has strings, maps, lists, true, false and null only.
std::string expected_reading(const Node& node);

}  // namespace feastctl::test
