/// @file
/// @brief Unreplaced placeholders in a FeatureStore.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate {

/// Warns about placeholders in images, addresses and paths, which neither the API server nor the operator refuses.
/// Variables in the paths of feature_store.yaml do not count if a server has them, because Feast expands them.
void warn_placeholders(const Field& root, Diagnostics& out);

/// Adds the placeholder as the reason to each error whose value contains one, and drops the warnings at its place.
void explain_placeholders(Diagnostics& out);

}  // namespace feastctl::validate
