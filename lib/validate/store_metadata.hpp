/// @file
/// @brief The metadata of the FeatureStore itself, beyond types and field names.
#pragma once

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::validate {

/// Reports a name, namespace, label, annotation, finalizer or owner that the API server refuses. `store` is the
/// document; values of the wrong type are skipped, because the schema check reports them. Source: k8s.io/apimachinery
/// api/validation (ValidateObjectMeta).
void check_store_metadata(const Field& store, Diagnostics& out);

}  // namespace feastctl::validate
