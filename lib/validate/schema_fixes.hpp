/// @file
/// @brief The fixes of values that do not match the schema. Part of schema_report.cpp, which calls each beside the
/// message that it belongs to.
///
/// A fix is safe if there is only one thing that the user can have meant. Everything else makes a choice.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "schema/table.hpp"
#include "validate/homes.hpp"

namespace feastctl::validate {

/// The field or item at `at` may as well be absent.
void remove_field(Diagnostic& d, const Field& at);

/// `at` is an unknown field: rename it or move it home, or remove it.
void fix_unknown_field(Diagnostic& d, const Field& at, const Home& home);

/// `at` is a field that feast.dev/v1 has, in a store of another version.
void fix_version(Diagnostic& d, const Field& at);

/// The value at `at` is not of the type `type`: quote it, unquote it, wrap it in a list, or take it out of one.
void fix_type(Diagnostic& d, const Field& at, const schema::Type& type);

/// The string at `at` is none of the choices; `meant` is the likely one, or empty. `sure`: no other is.
void fix_choice(Diagnostic& d, const Field& at, std::string_view meant, bool sure);

/// The string at `at` is not a quantity; `meant` is the likely one, or empty.
void fix_quantity(Diagnostic& d, const Field& at, std::string_view meant);

/// The string at `at` does not match `pattern`.
void fix_form(Diagnostic& d, const Field& at, schema::Pattern pattern);

/// The required property is absent from `object`.
void fix_missing(Diagnostic& d, const Field& object, const schema::Property& property);

/// The number at `at` is out of range; `bound` is the nearest that is not.
void fix_number(Diagnostic& d, const Field& at, std::int64_t bound);

/// The item at `at` repeats `first`, as a whole or in its key.
void fix_duplicate(Diagnostic& d, const Field& at, const Field& first);

}  // namespace feastctl::validate
