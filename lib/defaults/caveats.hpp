/// @file
/// @brief Settings that an applied spec cannot express, so that it has a different meaning if it is used as input
/// again.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/node.hpp"

namespace feastctl::defaults {

/// A manual change that an applied spec needs to have the meaning of the input.
struct Caveat {
  enum class Change : std::uint8_t { kAdd, kRemove };
  Change change = Change::kAdd;
  std::string_view field;   ///< the path, as in Field::path; with its value, in YAML, if it must be added
  std::string_view reason;  ///< the reason, as a phrase
};

/// The changes that `applied` needs, in the order of the spec; most stores need none. Both are whole FeatureStores:
/// `document` as it was read, `applied` with the applied spec. Source: the operator decides these settings based on
/// what the user wrote, but its types, and therefore its status.applied, do not keep that.
std::vector<Caveat> caveats(const Node& document, const Node& applied);

}  // namespace feastctl::defaults
