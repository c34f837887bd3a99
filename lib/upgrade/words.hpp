/// @file
/// @brief The effects of an upgrade for the formats for people: each once, with the stores that it concerns.
#pragma once

#include <string>
#include <vector>

#include "report/place.hpp"
#include "upgrade/upgrade.hpp"

namespace feastctl::upgrade {

/// A store that an effect concerns.
struct Subject {
  std::string name;   ///< namespace/name; empty if it concerns no single store
  std::string place;  ///< store.yaml:3:9, or empty
};

/// Equal effects on several stores.
struct Group {
  const Consequence* first = nullptr;
  std::size_t stores = 0;
  std::vector<Subject> named{};  ///< some of them
};

/// The effects by kind, worst first, and within a kind in input order.
std::vector<Group> grouped(const Report& report, const Sources& sources);

/// The label of an effect: `refused by Feast 0.66`.
std::string label(Kind kind, const Report& report);

/// `10 FeatureStores, 9 affected; 30 added, …`, as one line.
std::string totals_line(const Report& report);

/// `FeatureStores a/b (x.yaml:1:2), c/d and 3 more`.
std::string subjects(const Group& group);

/// `in 3 other objects`.
std::string also_in(std::size_t others);

/// The place of the span as file:line:column; empty if unknown.
std::string place_of(Span where, report::Places& places);

}  // namespace feastctl::upgrade
