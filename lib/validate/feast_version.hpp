/// @file
/// @brief The annotation feastctl.dev/feast-version of a FeatureStore.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"
#include "model/platform.hpp"

namespace feastctl::validate {

/// The release for which the document `store` is: the one that its annotation names, or else that of the platform. Adds
/// a note if the annotation names a different release. An unknown release is an error; then the platform's is returned.
FeastRelease feast_version(const Node& store, const model::Platform& platform, Diagnostics& out);

}  // namespace feastctl::validate
