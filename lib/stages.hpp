/// @file
/// @brief The stages of one store, from its document to its objects: check → default → resolve → build → check again.
#pragma once

#include <optional>
#include <vector>

#include "admit/policy.hpp"
#include "base/arena.hpp"
#include "base/diagnostic.hpp"
#include "build/build.hpp"
#include "defaults/draft.hpp"
#include "model/companions.hpp"
#include "model/feature_store.hpp"
#include "model/platform.hpp"

namespace feastctl {

/// What the stages made of a store. It lives in the arena that they had, and refers to the platform.
struct Made {
  const Node* spec = nullptr;                  ///< as applied; nullptr where the document is too wrong for that
  std::optional<model::FeatureStore> model{};  ///< likewise
  build::Objects objects{};                    ///< its bundle, shared objects apart
  bool whole = false;                          ///< nothing is wrong with it
};

/// The platform as it is for one store, which may name its release itself; another one than that of the run is kept in
/// `own`.
const model::Platform& platform_of(const Node& store, const model::Platform& of_run,
                                   std::optional<model::Platform>& own, Diagnostics& out);

/// The Pod Security level that the store asks for by its annotation; an unknown one is reported and counts as none.
admit::LevelVersion pod_security_of(const Node& store, Diagnostics& out);

/// Runs all stages on a document that has been read. A stage that reports an error ends the run after it has said all
/// it can. `origins` takes in where the defaults come from, unless it is nullptr.
Made make(const model::StoreDocument& store, const model::Platform& platform, const model::Companions& companions,
          const TreeBuilder& tree, std::vector<defaults::Origin>* origins, Diagnostics& out);

}  // namespace feastctl
