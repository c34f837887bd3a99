/// @file
/// @brief Admission of the objects that are made of a FeatureStore.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "admit/demand.hpp"
#include "admit/namespace_rules.hpp"
#include "admit/pod_verdict.hpp"
#include "admit/workloads.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"

namespace feastctl::admit {

/// An object of a bundle, and the pods that it brings about.
struct Brought {
  const Node* object = nullptr;
  std::optional<Workload> workload{};
  std::optional<PodVerdict> verdict{};  ///< on the pods, if there are any
};

/// What the object brings about, with its pods as the API server creates them. `objects` is the bundle that it is of,
/// which may have an autoscaler for it.
Brought brought_by(const Node& object, std::span<const Node* const> objects, const Rules& rules,
                   KubernetesRelease kubernetes, const TreeBuilder& tree);

/// What a bundle is judged by.
struct BundleContext {
  const Rules& rules;
  LevelVersion at_least{};  ///< enforced for this bundle, whatever its namespace says
  KubernetesRelease kubernetes{};
};

/// Judges a bundle by the rules of its namespaces, its quotas apart: what they are asked for is the answer, in the
/// order of creation. Findings stand at the lines of `store`. `of_store` is an empty sink that knows the store.
std::vector<Demand> judge_bundle(std::span<const Node* const> objects, const Node& store, const BundleContext& context,
                                 const TreeBuilder& tree, const Diagnostics& of_store, Diagnostics& out);

}  // namespace feastctl::admit
