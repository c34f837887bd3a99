/// @file
/// @brief Handles what concerns all stores of a run together: shared objects, passed-through objects, and duplicate
/// objects in the output.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "build/bundle.hpp"
#include "feastctl.hpp"
#include "parse/inputs.hpp"
#include "validate/rollout/shared_project.hpp"
#include "whole_run/repeats.hpp"
#include "whole_run/shared_bindings.hpp"

namespace feastctl::whole_run {

/// The contribution of one store.
struct Share {
  build::SharedFacts facts{};
  std::vector<std::size_t> numbers{};         ///< hashes of its objects, for Repeats
  validate::rollout::RegistryUse registry{};  ///< empty where Feast is not judged
  std::vector<Candidate> candidates{};        ///< only while the stores are run again
};

/// Collects the contributions of the stores, in input order, and completes the result.
class WholeRun {
 public:
  /// All arguments must outlive this; `tree` creates the objects that belong to no single store.
  WholeRun(const parse::Inputs& inputs, const parse::PartsReader& reader, const Options& options,
           const TreeBuilder& tree)
      : inputs_(inputs),
        reader_(reader),
        options_(options),
        tree_(tree),
        bindings_(inputs, reader, options.platform, options.jobs),
        repeats_(options.platform.default_namespace) {
    facts_.reserve(inputs.stores.size());
  }

  /// The contribution of a store with this bundle. Removes its ClusterRoleBinding from the bundle if it is shared with
  /// others, or if `facts` already count it among the shared objects. `again` says that the stores are run again to
  /// find duplicate objects. Thread-safe.
  [[nodiscard]] Share share_of(const model::StoreDocument& store, build::SharedFacts facts, build::Objects& bundle,
                               bool again) const;

  /// Whether the store shares its ClusterRoleBinding with others. Thread-safe.
  [[nodiscard]] bool shares_binding(const build::SharedFacts& facts) const { return bindings_.shared(facts); }

  /// Adds the contribution of a store; `built` says whether it has a bundle.
  void add(Share&& share, bool built);

  /// Runs every store again; `take` receives the candidates of each, in input order.
  using AskAgain = std::function<void(const std::function<void(std::vector<Candidate>&&)>& take)>;
  /// After the last store: the shared and the passed objects, and the findings about the whole.
  void finish(Result& result, const AskAgain& ask_again);
  /// The shared objects of the stores added so far.
  [[nodiscard]] std::vector<build::SharedObject> shared_objects() const;

 private:
  [[nodiscard]] build::Objects passed_objects() const;
  [[nodiscard]] const Node* placed(const Node* object) const;
  void report_bindings(const std::vector<build::SharedObject>& shared, Diagnostics& out) const;
  void check_repeats(const std::vector<build::SharedObject>& shared, const build::Objects& passed,
                     const AskAgain& ask_again, Diagnostics& out);
  void write(const std::vector<build::SharedObject>& shared, const build::Objects& passed, Result& result) const;

  const parse::Inputs& inputs_;
  const parse::PartsReader& reader_;
  const Options& options_;
  const TreeBuilder& tree_;
  SharedBindings bindings_;
  Repeats repeats_;
  validate::rollout::SharedProjects projects_;
  std::vector<build::SharedFacts> facts_;
};

}  // namespace feastctl::whole_run
