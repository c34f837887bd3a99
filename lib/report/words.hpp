/// @file
/// @brief A finding as plain text, for formats without separate fields.
#pragma once

#include <string>

#include "base/diagnostic.hpp"

namespace feastctl::report {

/// The message, the generated object, found, expected, hint and notes without a place: one line each, safe for a
/// terminal.
std::string in_words(const Diagnostic& finding);

/// The same, and what the first fix does, for formats without a place for fixes.
std::string in_words_with_fix(const Diagnostic& finding);

}  // namespace feastctl::report
