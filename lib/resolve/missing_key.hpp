/// @file
/// @brief What is said when a Secret or ConfigMap lacks the key that a FeatureStore reads.
#pragma once

#include <string>
#include <string_view>

#include "base/rule.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

/// Reports at `reference` that `companion`, a Secret or ConfigMap of the input, has no usable value at `key`: with its
/// place and its keys, as far as they are surely keys and not pieces of a value. `other_way` ends the hint: what to do
/// instead of adding the key.
void report_missing_key(const Rule& rule, const Field& reference, const Node& companion, std::string_view key,
                        std::string_view other_way, const Context& context);

}  // namespace feastctl::resolve
