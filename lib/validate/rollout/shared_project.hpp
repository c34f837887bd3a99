/// @file
/// @brief Stores that register different feature definitions under one project in one registry (FS835): each
/// `feast apply` deletes what the others have.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/feature_store.hpp"

namespace feastctl::validate::rollout {

/// What a store does to its registry.
struct RegistryUse {
  std::string registry{};     ///< what two stores with one registry have in common; nothing secret can be read off it
  std::string definitions{};  ///< … and two with the same feature definitions; empty when the store applies none
  std::string project{};
  std::string name_space{}, name{};
  int document = -1;
  Span where{};          ///< spec.feastProject
  bool ignored = false;  ///< the store's annotation silences the warning
};

/// What the store does to its registry, while the model knows the values of Secrets.
RegistryUse registry_use(const model::FeatureStore& store, int document);

/// Collects the stores of a run, in their order, and finds those that share a project.
class SharedProjects {
 public:
  void add(RegistryUse&& use) { uses_.push_back(std::move(use)); }
  /// Warns of each store that applies other definitions than an earlier one of the same project and registry.
  void report(Diagnostics& out) const;

 private:
  std::vector<RegistryUse> uses_;
};

}  // namespace feastctl::validate::rollout
