/// @file
/// @brief A scenario from the first second to the last.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulate/controller.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// A sync, and what became of the load since the one before.
struct Step {
  Sync sync;
  Served served;
  /// What KEDA did since the sync before, if it did something.
  struct KedaScale {
    std::int64_t second = 0;
    std::int32_t from = 0, to = 0;
  };
  std::optional<KedaScale> keda{};

  /// Millicores, on average since the sync before.
  [[nodiscard]] std::int64_t load() const { return served.load / served.seconds; }
  [[nodiscard]] std::int64_t unserved() const { return served.unserved / served.seconds; }
};

/// Whether a trigger of KEDA is active at a second; the scenario must have KEDA.
bool keda_is_active(const Scenario& scenario, std::int64_t second);

/// Runs the scenario. The controller looks every 15 seconds, up to and including `duration`.
std::vector<Step> run(const Scenario& scenario);

/// The syncs in JSON, one per line: `{"syncs": […]}` (docs/reference/scenario.md).
std::string syncs_as_json(const Scenario& scenario, const std::vector<Step>& steps);

}  // namespace feastctl::simulate
