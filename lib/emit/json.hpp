/// @file
/// @brief Writes trees as JSON: escapes characters that could affect a terminal, and writes UTF-8 otherwise.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/node.hpp"

namespace feastctl::emit {

/// Appends `node` on one line, without spaces and without a line end.
void write_json(const Node& node, std::string& out);

/// Appends `node` on several lines, indented by `step` spaces per level, without a final line end. Lines after the
/// first begin with `indent` spaces.
void write_json_indented(const Node& node, std::string& out, std::size_t step = 2, std::size_t indent = 0);

/// Appends the objects as one `kind: List`, as kubectl prints several objects, with a line end.
void write_json_list(std::span<const Node* const> objects, std::string& out);

}  // namespace feastctl::emit
