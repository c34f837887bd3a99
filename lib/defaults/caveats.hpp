/// @file
/// @brief What an applied spec cannot express: where it means another store when it is used as input again.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/node.hpp"

namespace feastctl::defaults {

/// A change by hand that an applied spec needs before it means what the input meant.
struct Caveat {
  enum class Change : std::uint8_t { kAdd, kRemove };
  Change change = Change::kAdd;
  std::string_view field;   ///< the path, as Field::path spells it; with its value, in YAML, if it is to be added
  std::string_view reason;  ///< why, as part of a sentence
};

/// The changes that `applied` needs, in the order of the spec; none for most stores. Both are whole FeatureStores:
/// `document` as it was read, `applied` with the applied spec.
/// Source: the operator decides these things by what the user wrote, but its types, and so its own status.applied, do
/// not keep that.
std::vector<Caveat> caveats(const Node& document, const Node& applied);

}  // namespace feastctl::defaults
