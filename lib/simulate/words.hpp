/// @file
/// @brief What a sync saw and did, in a person's words.
#pragma once

#include <string>

#include "simulate/run.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// `1h02m`, `10m`, `1m30s`, `45s`.
std::string duration_text(std::int64_t seconds);
/// Millicores as cores: `850m`, `1.7`.
std::string cpu_text(std::int64_t millicores);
/// What the controller did: `scales up to 4`, `holds 4`.
std::string action_text(const Sync& sync);
/// The CPU load since the sync before; `-` if no container has any.
std::string load_text(const Scenario& scenario, const Step& step);
/// What KEDA did: `KEDA scales up from 0 to 1: a trigger is active`.
std::string keda_text(const Step::KedaScale& keda);
/// … and why.
std::string reason_text(const Scenario& scenario, const Sync& sync);

/// The total CPU load at a second, in millicores.
std::int64_t cpu_load(const Scenario& scenario, std::int64_t second);

/// The CPU load that a ready pod can carry, in millicores: up to the limits of the containers that have a load, or
/// without these up to the target of the autoscaler's CPU metric. 0 when there is neither.
struct Capacity {
  std::int64_t per_pod = 0;
  bool limited = true;  ///< by limits
};
Capacity cpu_capacity(const Scenario& scenario);

}  // namespace feastctl::simulate
