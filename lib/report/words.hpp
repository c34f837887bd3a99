/// @file
/// @brief A finding as plain text, for formats without separate fields.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace feastctl::report {

/// The fixes to report: those that were offered. A command that does not offer fixes has only the rules' proposals,
/// which nobody has tried.
std::vector<const Fix*> offered_fixes(const Diagnostic& finding);

/// The message, the generated object, found, expected, hint and notes without a place: one line each, safe for a
/// terminal.
std::string in_words(const Diagnostic& finding);

/// The same, and what the first fix does, for formats without a place for fixes.
std::string in_words_with_fix(const Diagnostic& finding);

}  // namespace feastctl::report
