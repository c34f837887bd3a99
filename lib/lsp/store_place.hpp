/// @file
/// @brief Places in FeatureStores, and what the schema says of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lsp/outline.hpp"
#include "lsp/workspace.hpp"
#include "schema/lookup.hpp"

namespace feastctl::lsp {

/// The edition of a document that is a FeatureStore: its API version, and its release of Feast or else the project's.
/// Nothing for any other document.
std::optional<Edition> edition_of(const Outline& outline, const Project& project);

/// The field of an item of a FeatureStore, or of the document for -1; `type` is null if there is none.
schema::Lookup field_of(const Outline& outline, int item, Edition edition);

/// An object that a value names.
struct Reference {
  std::string_view kind;  ///< Secret, ConfigMap or FeatureStore
  std::string name;
  std::string name_space;
};

/// The kind of objects that the value of an item names, or an empty text.
std::string_view referenced_kind(const Outline& outline, int item);
/// The object that the value of an item names, if it does. `name_space` is the one that counts if no other is written.
std::optional<Reference> reference_at(const Outline& outline, int item, const Project& project);

/// The namespace of the object that a document describes.
std::string namespace_of(const Outline& outline, const Project& project);

}  // namespace feastctl::lsp
