/// @file
/// @brief Fills in the defaults of the schema, as the API server does when it reads a FeatureStore.
#pragma once

#include "base/api_version.hpp"
#include "base/node.hpp"

namespace feastctl::defaults {

/// The document `store` without explicit nulls and with every default of the schema in existing objects; defaults do
/// not create objects. Unchanged nodes are shared; a changed node has the old one as its origin, and a default has the
/// object that contains it. Accepts documents of any shape; values of the wrong type are left unchanged. Source:
/// structural defaulting of custom resources (k8s.io/apiextensions-apiserver schema/defaulting).
const Node* apply_schema_defaults(const Node& store, Edition edition, const TreeBuilder& tree);

}  // namespace feastctl::defaults
