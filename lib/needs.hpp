/// @file
/// @brief What a store needs at most, once it is built.
#pragma once

#include "admit/namespace_rules.hpp"
#include "build/build.hpp"
#include "capacity/needs.hpp"
#include "model/companions.hpp"
#include "model/feature_store.hpp"

namespace feastctl {

/// What the stages of a store had.
struct StageInputs {
  const model::StoreDocument& store;
  const model::Platform& platform;
  const model::Companions& companions;
  const admit::Rules& rules;
  const TreeBuilder& tree;
};

/// What the store needs. The parameters of its databases are read once more from the Secrets of the input, because the
/// model forgets them.
capacity::Needs needs_of(const model::FeatureStore& model, const build::Objects& objects, const StageInputs& inputs);

}  // namespace feastctl
