/// @file
/// @brief The patterns that the schemas use, as functions: no regular expression runs in the program.
///
/// To add one: a name here, a matcher and its words in pattern.cpp, and the pattern's text in compile.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace feastctl::schema {

/// The patterns by name.
enum class Pattern : std::uint8_t { kNone, kHttpsUrl, kProjectName, kQuantity };

/// Whether `text` fits the pattern as a whole.
bool matches(Pattern pattern, std::string_view text);

/// What the pattern wants, in words that follow "expected".
std::string_view words(Pattern pattern);

}  // namespace feastctl::schema
