/// @file
/// @brief What the picture of a simulation shows, in numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "simulate/print.hpp"

namespace feastctl::simulate {

/// A point in time, standing for the syncs since the point before.
struct ChartPoint {
  std::int64_t second = 0;
  double load = 0, unserved = 0, capacity = 0;
  std::int32_t replicas = 0, ready = 0;
};

/// The load is CPU or, where containers have none, the first metric of the autoscaler that has a total.
struct Chart {
  std::vector<ChartPoint> points;
  std::string load_name = "CPU load";
  bool is_cpu = true;
  bool has_capacity = false;
  bool by_limits = false;  ///< capacity: by limits, otherwise by the target
  double load_scale = 1000, pods_scale = 4;
  std::int64_t last = 1;  ///< the second at the right end

  /// A value of the load's axis as text.
  [[nodiscard]] std::string amount(double value) const;
};

/// A number for an axis, short whatever its size: `200k`, `5M`.
std::string short_number(double value);

/// The simulation in at most so many points.
Chart chart_of(const Report& report, std::size_t most_points);

}  // namespace feastctl::simulate
