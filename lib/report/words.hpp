/// @file
/// @brief A finding in words, for the formats that have no place for its parts.
#pragma once

#include <string>

#include "base/diagnostic.hpp"

namespace feastctl::report {

/// The message, the generated object, found, expected, hint and the notes that point nowhere: a line each, made fit for
/// a terminal.
std::string in_words(const Diagnostic& finding);

}  // namespace feastctl::report
