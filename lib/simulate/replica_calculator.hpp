/// @file
/// @brief How many replicas one metric asks for.
///
/// Source: pkg/controller/podautoscaler/replica_calculator.go and metrics/utilization.go of Kubernetes 1.35. Numbers
/// are Go's on amd64: integers wrap, ratios are float64 in the same order, and a float that does not fit an int32
/// becomes its least value, except where the source caps it.
#pragma once

#include <cstdint>
#include <optional>

#include "simulate/hpa.hpp"
#include "simulate/plant.hpp"

namespace feastctl::simulate {

/// What the calculator says for a metric. `replicas` is absent when the metric cannot be computed.
struct Proposal {
  std::optional<std::int32_t> replicas{};
  std::int64_t usage = 0;                     ///< per pod, or in total for kValue; thousandths
  std::optional<std::int64_t> utilization{};  ///< percent
  std::int64_t missing = 0, unready = 0;      ///< pods without a sample, and pods whose sample is not used
};

/// A sync's view: at `now` and a half, of as many replicas as the plant has.
Proposal propose(const Plant& plant, const Scenario& scenario, const Metric& metric, std::int64_t now);

/// Go's int32(x) of a float64 on amd64.
std::int32_t to_int32(double value);

}  // namespace feastctl::simulate
