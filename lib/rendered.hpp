/// @file
/// @brief Objects as text, each with what tells it from the others: the pipeline's last step.
#pragma once

#include <span>
#include <vector>

#include "defaults/draft.hpp"
#include "feastctl.hpp"

namespace feastctl {

/// Each object as one document.
std::vector<Rendered> rendered(std::span<const Node* const> objects, Format format);

/// The FeatureStore as it was read, with the applied spec in place of its own, as feast.dev/v1 whatever it was.
/// Rendering it again gives the bundle of the input, once the changes are made that a comment above it asks for, if
/// any; with `origins` a comment below it says of every default where it comes from. JSON has no comments.
Rendered rendered_defaults(const Node& document, const Node& applied, const std::vector<defaults::Origin>* origins,
                           const TreeBuilder& tree, Format format);

}  // namespace feastctl
