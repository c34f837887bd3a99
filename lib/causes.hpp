/// @file
/// @brief The second judgement of a store with errors: which of them are causes, and which are consequences.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "model/companions.hpp"
#include "model/platform.hpp"

namespace feastctl {

/// What one store is judged with.
struct Surroundings {
  const model::CompanionIndex& companions;
  const model::HeldReader& reader;
  const model::Platform& platform;
  const TreeBuilder& tree;
};

/// Runs the stages once more on `store` as it was most likely meant (validate/mend.hpp), sets the cause of each finding
/// of `out` that follows from a slip, and adds the errors that a slip hid. `finished` says whether the first run, which
/// found `out`, came to the last stage.
void tell_causes(const model::StoreDocument& store, const Surroundings& around, bool finished, Diagnostics& out);

/// Lets a missing project follow from a second FeatureStore of one name, if reading found that: the document is a
/// patch, which is incomplete by nature.
void tell_patch(const Diagnostics& reading, Diagnostics& out);

}  // namespace feastctl
