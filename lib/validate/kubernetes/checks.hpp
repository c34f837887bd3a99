/// @file
/// @brief The small checks that the rules of all object kinds are made of. Each reports what it finds, in our words.
///
/// A function that is given a value that is absent, or of another kind than it judges, says nothing and is content,
/// unless its name says otherwise (`required`): the schema has judged kinds before. All answer whether the value is
/// fine, so that a caller can leave out what only makes sense then.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/names.hpp"
#include "base/rule.hpp"
#include "base/wording.hpp"

namespace feastctl::validate::kubernetes {

/// Adds a second place to a finding, at the line of the FeatureStore behind `at`; nothing without one.
void add_note(Diagnostic& to, std::string_view message, const Field& at);

/// Moves a finding about the value `at` to its key, where the user wrote one.
Diagnostic& at_key(Diagnostic& finding, const Field& at);

/// Whether this is empty for Kubernetes' Go types: absent, null, "", or an empty list or map.
bool blank(const Field& field);

/// Reports a blank value at `field`. `hint` says what to write.
bool required(ObjectReport& report, const Rule& rule, const Field& field, std::string_view hint = {});

/// Reports a string that is not in `allowed` and offers the nearest of them. An empty string is reported too.
bool one_of(ObjectReport& report, const Rule& rule, const Field& field, std::span<const std::string_view> allowed);

/// Reports an integer below zero.
bool not_negative(ObjectReport& report, const Rule& rule, const Field& field);

/// Reports an integer outside [low, high].
bool in_range(ObjectReport& report, const Rule& rule, const Field& field, std::int64_t low, std::int64_t high);

/// One of the functions of base/names.hpp.
using NameCheck = NameProblem (*)(std::string_view);

/// Reports a string that is no name as `check` has it; `what` says what is named: "a Secret", "the container".
bool name(ObjectReport& report, const Rule& rule, const Field& field, NameCheck check, std::string_view what);

/// As `name`, and a blank value is reported as missing (once, not also as a bad name).
bool required_name(ObjectReport& report, const Rule& rule, const Field& field, NameCheck check, std::string_view what);

/// A NameCheck for the key of an annotation: a qualified name in which capitals count as small letters throughout.
NameProblem annotation_key_problem(std::string_view key);

/// Reports a path that does not begin with `/`.
bool absolute_path(ObjectReport& report, const Rule& rule, const Field& field);

/// Reports a path with a `..` element.
bool no_backsteps(ObjectReport& report, const Rule& rule, const Field& field);

/// What keeps `path` from being one that leads only downwards from where it starts (relative, no `..`), or nothing.
std::optional<std::string> descending_path_problem(std::string_view path);

/// Reports a path that is absolute or has a `..` element. The finding is at `place`, which is not `field` where
/// Kubernetes names another one, and is blamed on `field`.
bool descending_path(ObjectReport& report, const Rule& rule, const Field& field, const Field& place);

}  // namespace feastctl::validate::kubernetes
