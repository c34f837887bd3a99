/// @file
/// @brief What pydantic makes of a single value of YAML: whether it is a number, a boolean or text to a parameter.
///
/// Source: pydantic's conversion table for Python input, measured with pydantic 2.14 on the values that YAML can give.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/node.hpp"

namespace feastctl::feast {

/// Why a value is refused; kNone when it is taken.
enum class Refusal : std::uint8_t {
  kNone,
  kKind,      ///< a value of another kind: a list for a number
  kParse,     ///< a text that does not read as one
  kFraction,  ///< a number with a fractional part for a whole one
  kInfinite,  ///< infinity or not-a-number for a whole number
};

/// The outcome for a number; `value` counts when it is taken.
struct Number {
  Refusal refusal = Refusal::kNone;
  double value = 0;
};

/// Whether a value that was read as Python's YAML is text to Python: not a date, not bytes.
bool is_text(const Node& node);
/// Whether it is an int to Python, of any size.
bool is_integer(const Node& node);

/// A whole number; a strict one must be an int.
Number whole_number(const Node& node, bool strict);
/// Any number; a strict one must be an int or a float.
Number any_number(const Node& node, bool strict);
/// A boolean; a strict one must be true or false.
Refusal boolean(const Node& node, bool strict);

}  // namespace feastctl::feast
