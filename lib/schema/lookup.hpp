/// @file
/// @brief Finds a field of the schema by its path, for `feastctl explain` and for hints about misplaced fields.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/field.hpp"
#include "schema/table.hpp"

namespace feastctl::schema {

/// The result of a lookup. If the path does not exist, `type` is null and the rest shows how far it matched.
struct Lookup {
  const Property* property = nullptr;  ///< null for the document and for items of lists and maps
  const Type* type = nullptr;
  std::string path;                    ///< the full path, as far as it matched
  std::string_view unknown;            ///< the first unknown name
  std::string_view nearest;            ///< the suggested name, or empty
  std::span<const Property> siblings;  ///< the possible names
  Range releases{};                    ///< the releases that have the field and all its parents
};

/// The field that `edition` has at `path`, spelt as spec.services.volumes[0].name, `.volumes[].name` or
/// `.volumes.name`; the empty path is the document. `spec.` and `spec.services.` may be omitted.
Lookup lookup(Edition edition, std::string_view path);

/// The type of the place `at` in a document of this edition, or nullptr if the schema has no such place.
const Type* type_at(Edition edition, const Field& at);

/// The fields below a type: of an object, or of the items of a list of objects.
std::span<const Property> children(const Type& type);

/// A type in words: string, integer, list of objects, map of quantities.
std::string type_name(const Type& type);

/// A value of the schema as JSON; empty if there is none.
std::string shown(const Literal& literal);

}  // namespace feastctl::schema
