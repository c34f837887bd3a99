/// @file
/// @brief The messages for values that do not match the schema. Part of schema.cpp.
#pragma once

#include "base/api_version.hpp"
#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "schema/table.hpp"
#include "validate/homes.hpp"

namespace feastctl::validate {

/// The findings so far, and the edition of the schema: the API version of the document, in its release.
struct SchemaReport {
  Diagnostics& out;
  Edition edition;
  Homes& homes;
};

/// `at` is a key that its object, of the type `type`, does not have; `home` is where it may belong.
void unknown_field(const SchemaReport& report, const Field& at, const schema::Type& type, const Home& home);

/// `at` is a key of `property`, which the release does not have but another one does.
void field_of_other_release(const SchemaReport& report, const Field& at, const schema::Property& property);

/// `at` is a key of a map in place of a value of the type `type`. The code is that of a wrong type: unlike an unknown
/// field, it leaves no value for later stages.
void field_of_no_object(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The value at `at` is not of the type `type`.
void wrong_type(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The required property is absent from the object `object`.
void missing_field(const SchemaReport& report, const Field& object, const schema::Property& property);

/// The string at `at` is not one of the type's choices.
void unknown_choice(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The string at `at` does not match the type's pattern, or is a quantity that Kubernetes cannot parse.
void wrong_form(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The number at `at` is below the type's minimum.
void too_small(const SchemaReport& report, const Field& at, const schema::Type& type);

/// The number at `at` does not fit into the operator's 32 bits.
void does_not_fit(const SchemaReport& report, const Field& at);

/// The list item at `at` repeats the item `first`, either as a whole or in its `key`.
void duplicate_entry(const SchemaReport& report, const Field& at, const Field& first, std::string_view key);

}  // namespace feastctl::validate
