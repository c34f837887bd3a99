/// @file
/// @brief Values that fit a type of the schema, mostly: what a person could write there, and what a person should not.
#pragma once

#include <string_view>

#include "base/node.hpp"
#include "random.hpp"
#include "schema/table.hpp"

namespace feastctl::fuzz {

/// A value for a field of this type and name. Objects get their required fields and few of the others.
const Node* typed_value(const schema::Type& type, std::string_view field, Random& random, const TreeBuilder& tree,
                        int depth = 0);

/// A value of any kind.
const Node* odd_value(Random& random, const TreeBuilder& tree);

/// A word that a field of this name may hold: references find their objects because there are few names.
std::string_view word_for(std::string_view field, Random& random);

}  // namespace feastctl::fuzz
