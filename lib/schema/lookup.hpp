/// @file
/// @brief Finds a field of the schema by its path: for `feastctl explain`, and for hints about misplaced fields.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/field.hpp"
#include "schema/table.hpp"

namespace feastctl::schema {

/// What a path leads to. When it leads nowhere, `type` is null and the rest says how far it led.
struct Lookup {
  const Property* property = nullptr;  ///< null for the document and for items of lists and maps
  const Type* type = nullptr;
  std::string path;                    ///< the path in full, as far as it led
  std::string_view unknown;            ///< the first name that is not there
  std::string_view nearest;            ///< the name that may have been meant, or empty
  std::span<const Property> siblings;  ///< the names that would have been possible
  Range releases{};                    ///< that have the field, and all that it lies in
};

/// The field that `edition` has at `path`, spelt as spec.services.volumes[0].name, `.volumes[].name` or
/// `.volumes.name`; the empty path is the document. `spec.` and `spec.services.` may be left out.
Lookup lookup(Edition edition, std::string_view path);

/// The type of the place `at` in a document of this edition, or nullptr when the schema has no such place.
const Type* type_at(Edition edition, const Field& at);

/// The fields below a type: of an object, or of the items of a list of objects.
std::span<const Property> children(const Type& type);

/// A type in words: string, integer, list of objects, map of quantities.
std::string type_name(const Type& type);

/// A value of the schema as JSON writes it; empty without one.
std::string shown(const Literal& literal);

}  // namespace feastctl::schema
