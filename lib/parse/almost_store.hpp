/// @file
/// @brief Detects documents that were meant as FeatureStores, but that no API server recognizes as such.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"

namespace feastctl::parse {

/// Reports what prevents a document from being a FeatureStore: a missing or misspelled kind or apiVersion, or a
/// misspelling of one of these keys. Reports nothing for FeatureStores (a known kind with an apiVersion, known or not),
/// or for documents that could be an object of another product, or no object at all. kubectl refuses what is reported
/// here: "no matches for kind", "kind not set", "apiVersion not set".
void report_almost_store(const Node& document, Diagnostics& out);

}  // namespace feastctl::parse
