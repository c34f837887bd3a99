/// @file
/// @brief The annotation feastctl.dev/feast-version of a FeatureStore.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"

namespace feastctl::validate {

/// The release that the document `store` is for: the one that its annotation names, else `by_default`. A note says when
/// the annotation names another one; a name that is unknown is an error, and `by_default` is the answer.
FeastRelease feast_version(const Node& store, FeastRelease by_default, Diagnostics& out);

}  // namespace feastctl::validate
