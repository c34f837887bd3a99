/// @file
/// @brief Checks a FeatureStore against its schema, as the API server does on `kubectl apply` (strict field
/// validation).
///
/// schema.cpp walks the document along the tables of schema/table.hpp, schema_report.cpp words the findings, and
/// store_metadata.cpp checks name, namespace, labels and the like. The API server checks unknown fields first (they end
/// the request), then drops nulls and fills in defaults, then checks the rest; feastctl reports everything at once.
#pragma once

#include "base/api_version.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::validate {

/// Reports everything in the document `store` that the schema of its edition does not accept. The document may have any
/// shape. rules.hpp has the rules between fields.
void check_schema(const Node& store, Edition edition, Diagnostics& out);

}  // namespace feastctl::validate
