/// @file
/// @brief Loads as people write them: points, named shapes, and tables in CSV.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "simulate/line.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// What a load may speak of.
struct LoadTargets {
  std::vector<std::string> containers;
  std::string usual;                        ///< the container that is meant where none is named
  std::optional<double> cores_per_request;  ///< amounts of CPU are requests per second, each of which takes this much
};

/// The load of one container.
struct ContainerLoad {
  std::string container, resource;
  Line line;
};

struct Loads {
  std::vector<ContainerLoad> containers;
  std::vector<MetricTotal> metrics;
};

/// Reads `0s=400m,30s=1700m`, `spike:base=300m,peak=3,at=5m,for=2m`, or several of them behind `online=`, `offline=` or
/// `online/memory=`. The source is the text of the option. False when an error was reported (rule kLoad).
bool read_load(const Sources& sources, SourceId source, const LoadTargets& targets, Loads& into, Diagnostics& out);

/// Reads `NAME=` and points or a shape: the total of a custom or external metric.
bool read_metric_load(const Sources& sources, SourceId source, Loads& into, Diagnostics& out);

/// Reads a table: a column of times, and one for each container (`online`, `online/memory`) or metric, which the first
/// line names. Without that line there is one column, for the usual container, or for `column` if it is given.
bool read_csv(const Sources& sources, SourceId source, const LoadTargets& targets, std::string_view column, Loads& into,
              Diagnostics& out);

/// The cores that an amount of CPU such as `2m` or `1.5` stands for, if it is one.
std::optional<double> cores(std::string_view text);

/// The seconds of `90`, `90s`, `10m` or `1h30m`, up to the longest duration.
std::optional<std::int64_t> read_seconds(std::string_view text);

}  // namespace feastctl::simulate
