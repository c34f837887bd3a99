/// @file
/// @brief What options add to the objects that the operator would create: things that the FeatureStore has no field for
/// and people would otherwise patch by hand.
///
/// What a bundle has already wins. To add an addition: its member in model/additions.hpp, a function of a file of this
/// folder, an option (lib/options/options.hpp), and a row in docs/admission.md.
#pragma once

#include <string_view>
#include <vector>

#include "base/node.hpp"
#include "model/platform.hpp"

namespace feastctl::additions {

using Objects = std::vector<const Node*>;

/// A store's bundle with the additions of the platform.
Objects added(const Objects& bundle, const model::Platform& platform, const TreeBuilder& tree);

/// What a NetworkPolicy of ours says above itself where the output is YAML.
inline constexpr std::string_view kPolicyComment =
    "# In: what the Services of the bundle serve, from the pods of this namespace and of those that --network-policy\n"
    "# names; nothing else. Out: DNS, and with the empty rule at the end everything, because where databases, object\n"
    "# stores and other servers are is not known here. Replace that rule by yours to close it.\n";

/// Any objects with the labels and annotations that all objects get; for those that no store has for itself alone.
Objects with_metadata(const Objects& objects, const model::Additions& additions, const TreeBuilder& tree);

}  // namespace feastctl::additions
