/// @file
/// @brief What the API server fills in when it reads a FeatureStore: the defaults of the schema.
#pragma once

#include "base/api_version.hpp"
#include "base/node.hpp"

namespace feastctl::defaults {

/// The document `store` without explicit nulls and with every default of the schema, in the objects that are there: a
/// default makes no object. What does not change is shared; what does has the old node as its origin, and a default
/// the object that it is in. Takes documents of any shape; what is of a wrong type stays as it is.
/// Source: structural defaulting of custom resources (k8s.io/apiextensions-apiserver schema/defaulting).
const Node* apply_schema_defaults(const Node& store, Edition edition, const TreeBuilder& tree);

}  // namespace feastctl::defaults
