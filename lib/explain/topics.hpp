/// @file
/// @brief Explanations beyond the schema: common search terms, and how fields work together.
#pragma once

#include <span>
#include <string_view>

namespace feastctl::explain {

/// A search term that is not the name of a field, and the field that it leads to.
struct Alias {
  std::string_view word, path;
};
std::span<const Alias> aliases();

/// A field with information beyond its description.
struct Topic {
  std::string_view path;
  std::string_view text;                    ///< one or two paragraphs, with their line breaks
  std::string_view example{};               ///< the part below `spec:`, if it is better than the embedded examples
  std::span<const std::string_view> see{};  ///< other fields
};
/// The topic of the field, or nullptr.
const Topic* topic(std::string_view path);

}  // namespace feastctl::explain
