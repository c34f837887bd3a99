/// @file
/// @brief Texts that mean the same in other words: YAML within objects, quantities, and the init container's script in
/// the operator's words and in ours.
#pragma once

#include <string_view>

#include "base/node.hpp"

namespace feastctl::diff {

/// Whether both are quantities of the same amount.
bool same_quantity(const Node& a, const Node& b);

/// Whether both stand for the same bytes in base64.
bool same_bytes(std::string_view a, std::string_view b);

/// Whether both texts are YAML of the same value.
bool same_yaml(std::string_view a, std::string_view b, const TreeBuilder& tree);
/// … in base64.
bool same_yaml_in_base64(std::string_view a, std::string_view b, const TreeBuilder& tree);

/// Whether the arguments of two feast-init containers, of `bash -c`, make the same repository: the operator's one text,
/// or our script with its arguments. Source: the recorded objects of operator 0.66.0.
bool same_init_script(const Node& a, const Node& b);

/// The imagePullPolicy of a container that names none. Source: pkg/util/parsers, ParseImageName.
std::string_view default_pull_policy(std::string_view image);

}  // namespace feastctl::diff
