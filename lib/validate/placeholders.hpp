/// @file
/// @brief Placeholders in a FeatureStore that nobody has replaced.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate {

/// Warns about placeholders in images, addresses and paths, which neither the API server nor the operator refuses.
/// Variables in the paths of feature_store.yaml are none if a server has them: Feast expands those.
void warn_placeholders(const Field& root, Diagnostics& out);

/// Says of each error whose value has a placeholder that this is the reason, and drops the warnings at its place.
void explain_placeholders(Diagnostics& out);

}  // namespace feastctl::validate
