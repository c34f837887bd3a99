/// @file
/// @brief Writes trees as JSON: plain ASCII where a character could harm a terminal, UTF-8 elsewhere.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/node.hpp"

namespace feastctl::emit {

/// Appends `node` on one line, without spaces and without a line end.
void write_json(const Node& node, std::string& out);

/// Appends `node` over several lines of `step` more spaces a level, without a line end after the last one. Lines
/// after the first begin with `indent` spaces.
void write_json_indented(const Node& node, std::string& out, std::size_t step = 2, std::size_t indent = 0);

/// Appends the objects as one `kind: List`, as kubectl prints several objects, with a line end.
void write_json_list(std::span<const Node* const> objects, std::string& out);

}  // namespace feastctl::emit
