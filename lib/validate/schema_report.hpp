/// @file
/// @brief What is said when a value does not fit its schema. Part of schema.cpp.
#pragma once

#include "base/api_version.hpp"
#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "schema/table.hpp"
#include "validate/homes.hpp"

namespace feastctl::validate {

/// The findings so far, and what the document is judged by: the version that it claims, in the release it is for.
struct SchemaReport {
  Diagnostics& out;
  Edition edition;
  Homes& homes;
};

/// `at` is a key that the object around it, of the type `type`, does not have; `home` is where it may belong.
void unknown_field(const SchemaReport& report, const Field& at, const schema::Type& type, const Home& home);

/// `at` is a key of `property`, which the release does not have but another one does.
void field_of_other_release(const SchemaReport& report, const Field& at, const schema::Property& property);

/// `at` is a key in a map that is where a value of the type `type` belongs: as the map must go, so must its keys.
/// Its code is that of a wrong type: unlike an unknown field, it leaves no value that a later stage could work with.
void field_of_no_object(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The value at `at` is not of the type `type`.
void wrong_type(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The required property is absent from the object `object`.
void missing_field(const SchemaReport& report, const Field& object, const schema::Property& property);

/// The text at `at` is not one of the type's choices.
void unknown_choice(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The text at `at` does not fit the type's pattern, or is a quantity that Kubernetes cannot read.
void wrong_form(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The number at `at` is below the type's minimum.
void too_small(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The number at `at` does not fit the 32 bits in which the operator keeps it.
void does_not_fit(const SchemaReport& report, const Field& at);

/// The list item at `at` repeats the item `first`, either wholly or in its `key`.
void duplicate_entry(const SchemaReport& report, const Field& at, const Field& first, std::string_view key);

}  // namespace feastctl::validate
