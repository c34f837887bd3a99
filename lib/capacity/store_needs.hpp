/// @file
/// @brief From a store and its bundle to what they need at most.
#pragma once

#include <span>

#include "admit/namespace_rules.hpp"
#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"
#include "capacity/needs.hpp"
#include "model/feature_store.hpp"

namespace feastctl::capacity {

/// A store, and what is known of its databases.
struct StoreFacts {
  const model::FeatureStore* model = nullptr;
  std::span<const Node* const> objects;  ///< its bundle
  const Node* online = nullptr;    ///< the parameters of its online store; nullptr: the Secret is not in the input
  const Node* registry = nullptr;  ///< … and of its registry
};

/// What the store needs. `rules` knows the defaults of LimitRanges and the autoscalers of the input; `of_store` is an
/// empty sink that knows the store.
Needs needs_of(const StoreFacts& store, const admit::Rules& rules, KubernetesRelease kubernetes,
               const TreeBuilder& tree, const Diagnostics& of_store);

}  // namespace feastctl::capacity
