/// @file
/// @brief Changes in the meaning of a store between two releases, although its text is the same.
#pragma once

#include <vector>

#include "model/companions.hpp"
#include "model/feature_store.hpp"
#include "upgrade/upgrade.hpp"

namespace feastctl::upgrade {

/// The changes in meaning between the models of the same store in two releases.
std::vector<Consequence> meanings(const model::StoreDocument& store, const model::FeatureStore& before,
                                  const model::FeatureStore& after);

/// Reports that the store's annotation names the old release.
Consequence old_annotation(const model::StoreDocument& store, FeastRelease to);

}  // namespace feastctl::upgrade
