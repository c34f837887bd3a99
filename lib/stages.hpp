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
#include "validate/rollout/shared_project.hpp"

namespace feastctl {

/// The parameters of a store's databases; nullptr where the Secret is not in the input. The model has them only until
/// the Secrets are left to the pods.
struct DatabaseParameters {
  const Node* online = nullptr;
  const Node* registry = nullptr;
};

/// The result of the stages for a store. It lives in their arena, and refers to the platform.
struct Made {
  const Node* spec = nullptr;                  ///< the applied spec; nullptr if the document is too broken
  std::optional<model::FeatureStore> model{};  ///< likewise
  validate::rollout::RegistryUse registry{};   ///< what the store does to its registry
  DatabaseParameters databases{};              ///< what the Secrets say of its databases
  build::Objects objects{};                    ///< its bundle, without shared objects
  bool whole = false;                          ///< no errors were found
};

/// The platform as it is for one store, which may name its release itself; another one than that of the run is kept in
/// `own`.
const model::Platform& platform_of(const Node& store, const model::Platform& of_run,
                                   std::optional<model::Platform>& own, Diagnostics& out);

/// The Pod Security level in the store's annotation; an unknown one is reported and counts as none.
admit::LevelVersion pod_security_of(const Node& store, Diagnostics& out);

/// Runs all stages on a parsed document. If a stage reports an error, the run ends after that stage has reported all it
/// can. `origins` collects the origins of defaults, unless it is nullptr.
Made make(const model::StoreDocument& store, const model::Platform& platform, const model::Companions& companions,
          const TreeBuilder& tree, std::vector<defaults::Origin>* origins, Diagnostics& out);

}  // namespace feastctl
