/// @file
/// @brief Feast's verdict on the feature_store.yaml that the pods of a store get.
#pragma once

#include "base/diagnostic.hpp"
#include "model/companions.hpp"
#include "model/feature_store.hpp"

namespace feastctl::feast {

/// Judges `config`, the tree of the servers' feature_store.yaml, as long as the model knows the values of Secrets. What
/// a Secret says that is not in the input is left out. A finding points to the key of the Secret or ConfigMap, or at
/// the field of the FeatureStore; where all images are others than Feast's own, errors are warnings.
void check_store(const model::FeatureStore& store, const Node& config, const model::Companions& companions,
                 const TreeBuilder& tree, Diagnostics& out);

}  // namespace feastctl::feast
