/// @file
/// @brief What belongs to all stores of a run together: their shared objects, the input's own objects on their way
/// through, and what would be in the output twice.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "build/bundle.hpp"
#include "feastctl.hpp"
#include "parse/inputs.hpp"
#include "whole_run/repeats.hpp"
#include "whole_run/shared_bindings.hpp"

namespace feastctl::whole_run {

/// What one store adds.
struct Share {
  build::SharedFacts facts{};
  std::vector<std::size_t> numbers{};   ///< of its objects, for Repeats
  std::vector<Candidate> candidates{};  ///< only while the stores are asked again
};

/// Collects what the stores add, in the order of the input, and finishes the result.
class WholeRun {
 public:
  /// Everything must outlive this; `tree` makes the objects that belong to no single store.
  WholeRun(const parse::Inputs& inputs, const parse::PartsReader& reader, const Options& options,
           const TreeBuilder& tree)
      : inputs_(inputs),
        reader_(reader),
        options_(options),
        tree_(tree),
        bindings_(inputs, reader, options.platform, options.jobs),
        repeats_(options.platform.default_namespace) {}

  /// What a store with this bundle adds; a ClusterRoleBinding that it shares with others leaves the bundle, and so does
  /// one that `facts` already count among the shared objects. `again`
  /// says that the stores are run once more, to find what is in the output twice. Safe to call from several threads.
  [[nodiscard]] Share share_of(const model::StoreDocument& store, build::SharedFacts facts, build::Objects& bundle,
                               bool again) const;

  /// Takes what a store adds; `built` says whether it has a bundle.
  void add(Share&& share, bool built);

  /// Runs every store once more; `take` gets each one's candidates, in the order of the input.
  using AskAgain = std::function<void(const std::function<void(std::vector<Candidate>&&)>& take)>;
  /// After the last store: the shared and the passed objects, and the findings about the whole.
  void finish(Result& result, const AskAgain& ask_again);
  /// What the stores have in common, as far as they have been added.
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
  std::vector<build::SharedFacts> facts_;
};

}  // namespace feastctl::whole_run
