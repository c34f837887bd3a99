/// @file
/// @brief Turns libyaml's terse errors into helpful messages, at the place to look at.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "parse/events.hpp"

namespace feastctl::parse {

/// Reports why a text cannot be parsed. `text` is the parsed text; it is at byte `place.begin` of `place.source`.
Diagnostic& report_syntax_error(const SyntaxProblem& problem, std::string_view text, Span place, Diagnostics& out);

}  // namespace feastctl::parse
