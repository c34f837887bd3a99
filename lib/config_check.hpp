/// @file
/// @brief feature_store.yaml files by themselves, without a FeatureStore: Feast's own verdict.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "feast/table.hpp"

namespace feastctl {

/// Judges each source as the package of this release would read it. `${NAME}` stays as it is, as it does for Feast
/// where no such variable is set.
Diagnostics check_configs(const Sources& sources, feast::Minor release);

}  // namespace feastctl
