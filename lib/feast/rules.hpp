/// @file
/// @brief What Feast's configuration classes check beyond the types: rules of one parameter, and between parameters.
///
/// To add a rule: a row in rules.cpp, with the class that has it. It runs only where the types are right, as pydantic's
/// validators do.
#pragma once

#include "base/field.hpp"
#include "feast/check.hpp"
#include "feast/table.hpp"

namespace feastctl::feast {

/// Runs the rule of one parameter, whose value is of the right type, if it has one. `at` is what holds it.
void check_own_rule(const Parameter& parameter, const Field& at, const Field& value, Report& report);

/// Runs the rule of a section, or of an object in one, if it has one; everything in it is right by itself.
void check_object_rules(const Field& at, Report& report);

}  // namespace feastctl::feast
