/// @file
/// @brief Checks a store with errors a second time, to tell causes from consequences.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "model/companions.hpp"
#include "model/platform.hpp"

namespace feastctl {

/// The environment in which a store is checked.
struct Surroundings {
  const model::CompanionIndex& companions;
  const model::HeldReader& reader;
  const model::Platform& platform;
  const TreeBuilder& tree;
  std::vector<model::Asked>* asked = nullptr;  ///< receives what is asked of the companions
};

/// Runs the stages again on `store` as it was most likely meant (validate/mend.hpp), sets the cause of each finding in
/// `out` that follows from a mistake, and adds the errors that a mistake hid. `finished` says whether the first run,
/// which produced `out`, reached the last stage.
void tell_causes(const model::StoreDocument& store, const Surroundings& around, bool finished, Diagnostics& out);

/// If the input contains a second FeatureStore with the same name, sets that as the cause of a missing project: the
/// document is a patch, which is necessarily incomplete.
void tell_patch(const Diagnostics& reading, Diagnostics& out);

}  // namespace feastctl
