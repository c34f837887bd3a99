/// @file
/// @brief services.scaling.replicas, the first release's spelling of spec.replicas (docs/reference/pod.md).
#pragma once

#include <cstdint>

#include "base/diagnostic.hpp"
#include "base/field.hpp"

namespace feastctl::model {

/// The number of replicas in the first release's spelling, in a store of feast.dev/v1. `spec` must outlive it.
class EarlierReplicas {
 public:
  explicit EarlierReplicas(const Field& spec);
  EarlierReplicas(const EarlierReplicas&) = delete;
  EarlierReplicas& operator=(const EarlierReplicas&) = delete;

  [[nodiscard]] const Field& field() const { return field_; }
  /// The number; 0 if there is none, or if it is below 1, which the schema check refuses.
  [[nodiscard]] std::int64_t number() const;
  /// Whether spec.replicas has a different value.
  [[nodiscard]] bool contradicted() const;
  /// Reports that the two values differ.
  Diagnostic& report_contradiction(const Rule& rule, Diagnostics& out) const;
  /// services.scaling without the field; nullptr if it contains nothing else.
  [[nodiscard]] const Node* rest_of_scaling(const TreeBuilder& tree) const;

 private:
  Field today_;
  Field services_;
  Field scaling_;
  Field field_;
};

}  // namespace feastctl::model
