/// @file
/// @brief Sorts documents: FeatureStores, the objects that they refer to, and everything else.
#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/companions.hpp"
#include "parse/reader.hpp"

namespace feastctl::parse {

/// The documents of a run by their role. The nodes belong to the arena of the reader.
struct Inputs {
  std::deque<model::StoreDocument> stores;  ///< in the order of the input; addresses stay
  model::Companions companions;
  std::vector<const Node*> others;         ///< objects that are no FeatureStores, companions too
  std::vector<const Node*> almost_stores;  ///< those of them that somebody may take for one
};

/// Reads every document of every source. A key that stands twice refuses a FeatureStore, and is a warning elsewhere.
std::vector<Document> read_all(const Sources& sources, const TreeBuilder& tree, Diagnostics& out);

/// Sorts the documents; lists are unpacked. Reports FeatureStores that are none of ours and stores that come twice.
Inputs sort_documents(const std::vector<Document>& documents, std::string_view default_namespace, Diagnostics& out);

}  // namespace feastctl::parse
