/// @file
/// @brief Objects as text, each with its identity: the last step of the pipeline.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/joined_text.hpp"
#include "defaults/draft.hpp"
#include "feastctl.hpp"

namespace feastctl {

/// Each object as one document.
std::vector<Rendered> rendered(std::span<const Node* const> objects, Format format);

/// The same for a store's bundle, whose NetworkPolicies say in a comment what they leave open. JSON has no comments.
std::vector<Rendered> rendered_bundle(std::span<const Node* const> objects, Format format);

/// The same bundle as one text, with `separator` before each object.
JoinedText joined_bundle(std::span<const Node* const> objects, Format format, std::string_view separator);

/// The FeatureStore as read, but with the applied spec, and always as feast.dev/v1. Rendering it again gives the bundle
/// of the input, after the changes that a comment above it lists, if any. With `origins`, a comment below it shows the
/// origin of every default. JSON has no comments.
Rendered rendered_defaults(const Node& document, const Node& applied, const std::vector<defaults::Origin>* origins,
                           const TreeBuilder& tree, Format format);

}  // namespace feastctl
