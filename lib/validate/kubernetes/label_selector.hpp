/// @file
/// @brief Labels and label selectors, wherever they stand in a generated object.
///
/// Source: Kubernetes 1.35, apimachinery meta/v1/validation and core validation (node selectors).
#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/rule.hpp"

namespace feastctl::validate::kubernetes {

/// Reports what Kubernetes refuses in a LabelSelector: bad keys and values, unknown operators, values where none belong
/// and none where some do. An absent selector is fine.
void check_label_selector(const Field& selector, ObjectReport& report);

/// Reports bad keys and values of a map of labels (nodeSelector, matchLabels). The findings stand at the map, as
/// Kubernetes has it, and are blamed on the entry.
void check_label_map(const Field& labels, const Rule& rule, ObjectReport& report);

/// Reports a string that is no label key; absent counts as empty.
bool label_key(const Field& key, const Rule& rule, ObjectReport& report);

/// Reports each string of a list that is no label value.
void label_values(const Field& values, const Rule& rule, ObjectReport& report);

/// Reports values that the operator of an expression does not go with: none for In and NotIn, some for Exists and
/// DoesNotExist. Answers whether the operator is one of these four.
bool set_operator_values(const Field& expression, std::string_view op, const Rule& rule, ObjectReport& report);

/// Reports an operator that is not in `known`, with what was probably meant.
void unknown_operator(const Field& op, std::span<const std::string_view> known, const Rule& rule, ObjectReport& report);

}  // namespace feastctl::validate::kubernetes
