/// @file
/// @brief Admission of the objects that are made of a FeatureStore.
#pragma once

#include <span>
#include <vector>

#include "admit/demand.hpp"
#include "admit/namespace_rules.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"

namespace feastctl::admit {

/// Judges a bundle by the rules of its namespaces, its quotas apart: what they are asked for is the answer, in the
/// order of creation. Findings stand at the lines of `store`. `of_store` is an empty sink that knows the store.
std::vector<Demand> judge_bundle(std::span<const Node* const> objects, const Node& store, const Rules& rules,
                                 KubernetesRelease kubernetes, const TreeBuilder& tree, const Diagnostics& of_store,
                                 Diagnostics& out);

}  // namespace feastctl::admit
