/// @file
/// @brief Labels and label selectors, anywhere in a generated object.
///
/// Source: Kubernetes 1.35, apimachinery meta/v1/validation and core validation (node selectors).
#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/rule.hpp"

namespace feastctl::validate::kubernetes {

/// Reports what Kubernetes refuses in a LabelSelector: invalid keys and values, unknown operators, and unexpected or
/// missing values. An absent selector is valid.
void check_label_selector(const Field& selector, ObjectReport& report);

/// Reports invalid keys and values in a map of labels (nodeSelector, matchLabels). The findings are at the map, as in
/// Kubernetes, and blame the entry.
void check_label_map(const Field& labels, const Rule& rule, ObjectReport& report);

/// Reports a string that is not a label key; an absent one counts as empty.
bool label_key(const Field& key, const Rule& rule, ObjectReport& report);

/// Reports each string in a list that is not a label value.
void label_values(const Field& values, const Rule& rule, ObjectReport& report);

/// Reports values that do not match the operator of an expression: missing ones for In and NotIn, unexpected ones for
/// Exists and DoesNotExist. Returns whether the operator is one of these four.
bool set_operator_values(const Field& expression, std::string_view op, const Rule& rule, ObjectReport& report);

/// Reports an operator that is not in `known`, with a suggestion.
void unknown_operator(const Field& op, std::span<const std::string_view> known, const Rule& rule, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
