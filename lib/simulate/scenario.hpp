/// @file
/// @brief A scenario: an autoscaler, the pods that it scales, and the load on them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "simulate/hpa.hpp"
#include "simulate/keda.hpp"
#include "simulate/line.hpp"

namespace feastctl::simulate {

/// What a container needs and uses of one resource: millicores for cpu, whole units (bytes) for all others.
struct Usage {
  std::string resource;
  std::optional<std::int64_t> request{}, limit{};
  std::int64_t idle = 0;   ///< of a ready pod without load
  std::int64_t start = 0;  ///< of a pod that runs and is not ready
  Line load{};             ///< what all pods together have to do
};

struct Container {
  std::string name;
  std::vector<Usage> usages;

  [[nodiscard]] const Usage* find(std::string_view resource) const;
};

/// The total of a custom or external metric over time, in thousandths.
struct MetricTotal {
  std::string name;
  Line total;
  std::int64_t polling = 1;  ///< the autoscaler sees it as it was at the last multiple of this, in seconds
};

/// All times are in seconds.
struct Scenario {
  std::string name;
  Hpa hpa;
  std::optional<Keda> keda{};  ///< what else scales the pods
  std::int32_t initial_replicas = 1;
  std::vector<Container> containers;
  std::vector<MetricTotal> metrics;
  std::int64_t schedule = 0;  ///< from a pod's creation to its StartTime
  std::int64_t init = 0;      ///< from StartTime until its containers run
  std::int64_t ready = 0;     ///< from then until it is ready
  std::int64_t duration = 0;
  std::int64_t scrape_offset = 0;

  [[nodiscard]] const MetricTotal* find(std::string_view metric) const;
};

/// Bounds that keep the answer to any scenario quick.
inline constexpr std::int64_t kLongestDuration = std::int64_t{31} * 24 * 3600;
inline constexpr std::int64_t kLongestStartup = std::int64_t{4} * 3600;
inline constexpr std::int64_t kLatestSecond = 1'000'000'000;
inline constexpr std::int64_t kLongestScrapeOffset = 3600;

/// Reads a scenario in JSON or YAML (docs/reference/scenario.md). Nothing when an error was reported.
std::optional<Scenario> read_scenario(const Sources& sources, SourceId source, Diagnostics& out);

}  // namespace feastctl::simulate
