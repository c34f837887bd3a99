/// @file
/// @brief The patterns in the schemas as functions, because the program uses no regular expressions.
///
/// To add one: a name here, a matcher and its description in pattern.cpp, and the pattern's text in compile.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace feastctl::schema {

/// The patterns by name.
enum class Pattern : std::uint8_t { kNone, kHttpsUrl, kProjectName, kQuantity };

/// Whether the whole of `text` matches the pattern.
bool matches(Pattern pattern, std::string_view text);

/// A description of the pattern, to follow "expected".
std::string_view words(Pattern pattern);

}  // namespace feastctl::schema
