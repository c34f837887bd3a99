/// @file
/// @brief JSON as Go's encoding/json reads it: strict about the grammar, lenient about bytes that are no UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::parse {

/// What is wrong with a JSON text, and where.
struct JsonProblem {
  std::string_view message;
  std::size_t at = 0;
  bool too_deep = false;
};

/// Where the JSON value that `text` begins with (after blanks) ends, or nothing when it is not JSON.
std::optional<std::size_t> json_end(std::string_view text, JsonProblem& problem);

/// The tree of a JSON value that json_end found. `place` is where `text` is. A key that appears twice is reported.
const Node* read_json(std::string_view text, Span place, const TreeBuilder& builder, Diagnostics& out);

/// A whole number in decimal digits that fits 64 bits, as sigs.k8s.io/json keeps it apart from floats.
std::optional<std::int64_t> json_integer(std::string_view digits);

}  // namespace feastctl::parse
