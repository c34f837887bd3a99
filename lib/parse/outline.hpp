/// @file
/// @brief Tells a FeatureStore and its name by a glance at the text, before it is read.
///
/// A run has to know which stores there are before it works on the first one. Reading all of them for that, and again
/// when their turn comes, would double the cost of reading. Most documents begin in the one usual way, so that a look
/// at their lines is enough; of any other nothing is said, and it is read.
#pragma once

#include <optional>
#include <string_view>

namespace feastctl::parse {

/// What a FeatureStore says of itself; the texts are parts of the document's.
struct Outline {
  std::string_view name;
  std::string_view name_space;  ///< empty when it names none
  bool v1alpha1 = false;
};

/// The outline of a YAML document that is surely a FeatureStore if it can be read at all: reading it would give the
/// same version, name and namespace. Nothing for every other text, and for many unusual FeatureStores.
std::optional<Outline> outline(std::string_view document);

/// Whether a text that cannot be read was probably meant as a FeatureStore: it says so after a key `kind`.
bool names_store(std::string_view document);

}  // namespace feastctl::parse
