/// @file
/// @brief libyaml's terse problems as sentences for people, at the place where a person must look.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "parse/events.hpp"

namespace feastctl::parse {

/// Reports why a text cannot be read. `text` is the text of the parse; it is at byte `place.begin` of
/// `place.source`.
Diagnostic& report_syntax_error(const SyntaxProblem& problem, std::string_view text, Span place, Diagnostics& out);

}  // namespace feastctl::parse
