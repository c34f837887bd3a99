/// @file
/// @brief Recognizes a FeatureStore and its name from the first lines of the text, without parsing it.
///
/// A run must know all stores before it processes the first one. Parsing all of them for that, and again when they are
/// processed, would double the cost of parsing. Most documents begin in the usual way, so their first lines are enough;
/// all others are parsed.
#pragma once

#include <optional>
#include <string_view>

namespace feastctl::parse {

/// The identity of a FeatureStore; the strings are parts of the document.
struct Outline {
  std::string_view name;
  std::string_view name_space;  ///< empty if it sets none
  bool v1alpha1 = false;
};

/// The outline of a YAML document that is certainly a FeatureStore if it can be parsed at all: parsing would yield the
/// same version, name and namespace. Returns nothing for any other text, and for many unusual FeatureStores.
std::optional<Outline> outline(std::string_view document);

/// Whether a text that cannot be parsed was probably meant as a FeatureStore, based on its `kind`.
bool names_store(std::string_view document);

}  // namespace feastctl::parse
