/// @file
/// @brief What cannot be read off the schema: the words that people search by, and how fields work together.
#pragma once

#include <span>
#include <string_view>

namespace feastctl::explain {

/// A word that is no field's name, and the field that it leads to.
struct Alias {
  std::string_view word, path;
};
std::span<const Alias> aliases();

/// A field with what a person wants to know of it beyond its description.
struct Topic {
  std::string_view path;
  std::string_view text;                    ///< a paragraph or two; lines as they are to be printed
  std::string_view example{};               ///< what is below `spec:`, if the shipped examples do not say it best
  std::span<const std::string_view> see{};  ///< other fields
};
/// The topic of the field, or nullptr.
const Topic* topic(std::string_view path);

}  // namespace feastctl::explain
