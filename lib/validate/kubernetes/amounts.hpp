/// @file
/// @brief Values that are a number or a string: quantities and percentages.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "base/quantity.hpp"
#include "base/rule.hpp"

namespace feastctl::validate::kubernetes {

/// The quantity here, written as a string or a number, or nothing.
std::optional<Quantity> quantity_at(const Field& field);

/// Whether the text consists of digits followed by %.
bool is_percent(std::string_view text);

/// Checks a count or percentage of pods (`2`, `50%`): not negative, percentages well-formed and at most 100%. Source:
/// pkg/apis/apps/validation, ValidatePositiveIntOrPercent and IsNotMoreThan100Percent.
void check_count_or_percent(ObjectReport& report, const Rule& rule, const Field& field);

}  // namespace feastctl::validate::kubernetes
