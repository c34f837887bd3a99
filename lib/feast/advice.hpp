/// @file
/// @brief What Feast's configuration classes accept although it fails later, or does nothing.
#pragma once

#include "base/node.hpp"
#include "feast/check.hpp"
#include "feast/table.hpp"

namespace feastctl::feast {

/// What in a configuration Feast `release` accepts and people should know of: ignored parameters that look like
/// misspelt ones, a section nested in itself, a registry that cannot be opened, an engine that cannot be built.
/// `known_image` says that the drivers are those of the default image.
ConfigErrors advise(const Node& root, Minor release, bool known_image);

}  // namespace feastctl::feast
