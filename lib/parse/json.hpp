/// @file
/// @brief Parses JSON as Go's encoding/json does: strict about the grammar, lenient about invalid UTF-8.
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

/// The end of the JSON value at the beginning of `text` (after blanks), or nothing if it is not JSON.
std::optional<std::size_t> json_end(std::string_view text, JsonProblem& problem);

/// The tree of a JSON value found by json_end. `place` is the place of `text`. Duplicate keys are reported.
const Node* read_json(std::string_view text, Span place, const TreeBuilder& builder, Diagnostics& out);

/// An integer in decimal digits that fits in 64 bits, which sigs.k8s.io/json distinguishes from floats.
std::optional<std::int64_t> json_integer(std::string_view digits);

}  // namespace feastctl::parse
