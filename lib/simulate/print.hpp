/// @file
/// @brief A simulation for people: table, chart in the terminal, CSV, and pictures.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "simulate/run.hpp"
#include "simulate/scenario.hpp"

namespace feastctl::simulate {

/// What is printed.
struct Report {
  const Scenario* scenario;
  const std::vector<Step>* steps;
  std::string title;                   ///< the store and its autoscaler
  std::vector<std::string> settings;   ///< one sentence each: bounds, targets, startup
  std::vector<Diagnostic> findings{};  ///< for HTML, which is read alone
};

/// The sentences that say the setting of a scenario: bounds, targets, behavior.
std::vector<std::string> settings_of(const Scenario& scenario);

std::string as_table(const Report& report);
std::string as_csv(const Report& report);
/// One picture, readable in light and dark: load, capacity, replicas and ready pods over time.
std::string as_svg(const Report& report);
/// The picture, the table and the findings as one page without scripts or anything from outside.
std::string as_html(const Report& report);

/// Whether a step is worth a line: something was decided, or it is the first, the last, or the reason changed.
bool is_telling(const std::vector<Step>& steps, std::size_t at);

}  // namespace feastctl::simulate
