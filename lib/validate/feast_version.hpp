/// @file
/// @brief The annotation feastctl.dev/feast-version of a FeatureStore.
#pragma once

#include "base/diagnostic.hpp"
#include "base/node.hpp"
#include "base/versions.hpp"
#include "model/platform.hpp"

namespace feastctl::validate {

/// The release that the document `store` is for: the one that its annotation names, else that of the platform. A note
/// says when the annotation names another one; a name that is unknown is an error, and the platform's is the answer.
FeastRelease feast_version(const Node& store, const model::Platform& platform, Diagnostics& out);

}  // namespace feastctl::validate
