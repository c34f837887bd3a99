/// @file
/// @brief From a rendered bundle to a scenario: the store's autoscaler, and the pod that it scales.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "feastctl.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// A store with an autoscaler, ready to be put under a load.
struct Setup {
  Scenario scenario;                 ///< without load, duration
  std::string store;                 ///< namespace/name
  std::string autoscaler;            ///< `HorizontalPodAutoscaler feast-sample`
  std::string container;             ///< the one that a load means if it names none: the online server
  std::vector<std::string> startup;  ///< where schedule, init and ready come from, in words
  /// Other names for metrics of the autoscaler, by which their totals can be given.
  std::vector<std::pair<std::string, std::string>> names{};
  std::vector<std::string> cached{};  ///< metrics that the autoscaler sees only as KEDA polled them
  Span where{};                       ///< the store's document
};

/// The store of the bundle that has an autoscaler; nothing when there is none or more than one, which is reported. The
/// bundle must have been rendered with Options::pass_through, so that autoscalers of the input are part of it.
/// `sources` is what it was rendered from: findings are to have places there.
std::optional<Setup> setup_of(const Result& rendered, const Sources& sources, Diagnostics& out);

/// Reads `schedule+init+ready`, such as `2s+10s+15s`. False when it is not of that form.
bool set_startup(std::string_view text, Scenario& scenario);

}  // namespace feastctl::simulate
