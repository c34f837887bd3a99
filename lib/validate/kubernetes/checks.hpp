/// @file
/// @brief Small checks that the rules of all object kinds use. Each reports its findings.
///
/// Unless its name says otherwise (`required`), a function accepts a value that is absent or of a different type,
/// because the schema check has covered types. All return whether the value is valid, so that callers can skip checks
/// that depend on it.
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

/// Adds a second place to a finding, at the line of the FeatureStore behind `at`, if there is one.
void add_note(Diagnostic& to, std::string_view message, const Field& at);

/// Moves a finding about the value `at` to its key, if the user wrote one.
Diagnostic& at_key(Diagnostic& finding, const Field& at);

/// Whether this is empty for Kubernetes' Go types: absent, null, "", or an empty list or map.
bool blank(const Field& field);

/// Reports a blank value at `field`. `hint` says what to write.
bool required(ObjectReport& report, const Rule& rule, const Field& field, std::string_view hint = {});

/// Suggests the one of `allowed` that is nearest to the word at `field`, as a hint and as a fix. Returns whether any
/// is.
bool suggest(Diagnostic& to, const Field& field, std::span<const std::string_view> allowed);

/// Proposes to write `meant` in place of the text at `field`, if the user wrote exactly that text.
void propose(Diagnostic& to, bool safe, const Field& field, std::string_view meant);

/// Reports a string that is not in `allowed`, and suggests the closest one. Also reports an empty string.
bool one_of(ObjectReport& report, const Rule& rule, const Field& field, std::span<const std::string_view> allowed);

/// Reports an integer below zero.
bool not_negative(ObjectReport& report, const Rule& rule, const Field& field);

/// Reports an integer outside [low, high].
bool in_range(ObjectReport& report, const Rule& rule, const Field& field, std::int64_t low, std::int64_t high);

/// One of the functions of base/names.hpp.
using NameCheck = NameProblem (*)(std::string_view);

/// Reports a string that `check` refuses; `what` says what it names: "a Secret", "the container".
bool name(ObjectReport& report, const Rule& rule, const Field& field, NameCheck check, std::string_view what);

/// Like `name`, but reports a blank value as missing (and not also as an invalid name).
bool required_name(ObjectReport& report, const Rule& rule, const Field& field, NameCheck check, std::string_view what);

/// A NameCheck for the key of an annotation: a qualified name, in which upper-case letters count as lower-case.
NameProblem annotation_key_problem(std::string_view key);

/// Reports a path that does not begin with `/`.
bool absolute_path(ObjectReport& report, const Rule& rule, const Field& field);

/// Reports a path with a `..` element.
bool no_backsteps(ObjectReport& report, const Rule& rule, const Field& field);

/// Why `path` is not a path that only leads downwards (relative, no `..`), or nothing.
std::optional<std::string> descending_path_problem(std::string_view path);

/// Reports a path that is absolute or has a `..` element. The finding is at `place`, which differs from `field` if
/// Kubernetes reports a different path, and blames `field`.
bool descending_path(ObjectReport& report, const Rule& rule, const Field& field, const Field& place);

}  // namespace feastctl::validate::kubernetes
