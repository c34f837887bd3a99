/// @file
/// @brief The consequences of an upgrade as the forms for people show them: each once, with the stores that it is
/// about.
#pragma once

#include <string>
#include <vector>

#include "report/place.hpp"
#include "upgrade/upgrade.hpp"

namespace feastctl::upgrade {

/// A store that a consequence is about.
struct Subject {
  std::string name;   ///< namespace/name, empty for what is about no single store
  std::string place;  ///< store.yaml:3:9, empty without one
};

/// Equal consequences of several stores.
struct Group {
  const Consequence* first = nullptr;
  std::size_t stores = 0;
  std::vector<Subject> named{};  ///< some of them
};

/// The consequences by kind, the worst first, and within a kind in the order of the input.
std::vector<Group> grouped(const Report& report, const Sources& sources);

/// What kind of consequence it is: `refused by Feast 0.66`.
std::string label(Kind kind, const Report& report);

/// `10 FeatureStores, 9 affected; 30 added, …`, as one line.
std::string totals_line(const Report& report);

/// `FeatureStores a/b (x.yaml:1:2), c/d and 3 more`.
std::string subjects(const Group& group);

/// `in 3 other objects`.
std::string also_in(std::size_t others);

/// Where the span is, as file:line:column; empty without one.
std::string place_of(Span where, report::Places& places);

}  // namespace feastctl::upgrade
