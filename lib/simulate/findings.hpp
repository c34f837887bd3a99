/// @file
/// @brief What matters in a simulation: codes FS74x.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "simulate/run.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// Reports what a person should know before the autoscaler is deployed. `where` is the store, or the scenario.
void report_findings(const Scenario& scenario, const std::vector<Step>& steps, Span where, Diagnostics& out);

}  // namespace feastctl::simulate
