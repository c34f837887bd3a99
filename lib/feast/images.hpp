/// @file
/// @brief Which Feast the pods of a store run: the images that are Feast's own, and their releases.
#pragma once

#include <vector>

#include "feast/table.hpp"
#include "model/feature_store.hpp"

namespace feastctl::feast {

/// The releases of the package in the containers whose image is Feast's own feature server, each once, the init
/// containers' first. A tag that names no release counts as the default image. Empty where all images are somebody
/// else's: which Feast they have, nobody knows here.
std::vector<Minor> own_releases(const model::FeatureStore& store);

/// The release of the package in the default image of an operator.
Minor minor_of(FeastRelease release);

}  // namespace feastctl::feast
