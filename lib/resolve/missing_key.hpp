/// @file
/// @brief The report for a Secret or ConfigMap that lacks the key that a FeatureStore reads.
#pragma once

#include <string>
#include <string_view>

#include "base/rule.hpp"
#include "resolve/resolve.hpp"

namespace feastctl::resolve {

/// Reports at `reference` that `companion`, a Secret or ConfigMap in the input, has no usable value at `key`, together
/// with its place and its keys, if they are certainly keys and not parts of a value. `other_way` ends the hint, with an
/// alternative to adding the key.
void report_missing_key(const Rule& rule, const Field& reference, const Node& companion, std::string_view key,
                        std::string_view other_way, const Context& context);

}  // namespace feastctl::resolve
