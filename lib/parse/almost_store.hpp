/// @file
/// @brief Documents that were meant as FeatureStores and that no API server takes for one.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::parse {

/// Reports what keeps a document from being a FeatureStore: a kind or an apiVersion that is missing or misspelt, or a
/// misspelt key of the two. Says nothing about FeatureStores (a known kind with an apiVersion, known or not) and about
/// every document that could be another product's object, or no object at all. kubectl refuses what is reported here:
/// "no matches for kind", "kind not set", "apiVersion not set".
void report_almost_store(const Node& document, Diagnostics& out);

}  // namespace feastctl::parse
