/// @file
/// @brief What a store means to one release and not to another, although its text is the same.
#pragma once

#include <vector>

#include "model/companions.hpp"
#include "model/feature_store.hpp"
#include "upgrade/upgrade.hpp"

namespace feastctl::upgrade {

/// What changes its meaning: of the same store, as each release has resolved it.
std::vector<Consequence> meanings(const model::StoreDocument& store, const model::FeatureStore& before,
                                  const model::FeatureStore& after);

/// The store names the release that it is upgraded from in its annotation.
Consequence old_annotation(const model::StoreDocument& store, FeastRelease to);

}  // namespace feastctl::upgrade
