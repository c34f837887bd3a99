/// @file
/// @brief The FeatureStore by its schema, as the API server judges it on `kubectl apply` (strict field validation).
///
/// schema.cpp walks the document along the tables of schema/table.hpp, schema_report.cpp words what it finds, and
/// store_metadata.cpp judges name, namespace, labels and the like. Order of the API server: unknown fields first
/// (they end the request), then nulls are dropped and defaults filled in, then the rest; we report all at once.
#pragma once

#include "base/api_version.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate {

/// Reports everything in the document `store` that the schema of its edition does not take. The document may be of any
/// shape. Rules between fields are rules.hpp's.
void check_schema(const Node& store, Edition edition, Diagnostics& out);

}  // namespace feastctl::validate
