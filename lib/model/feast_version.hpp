/// @file
/// @brief The annotation with which a FeatureStore names its Feast release.
#pragma once

#include <optional>
#include <string_view>

#include "base/node.hpp"
#include "base/versions.hpp"
#include "model/platform.hpp"

namespace feastctl::model {

inline constexpr std::string_view kFeastVersion = "feastctl.dev/feast-version";

/// The release that the document names; nothing if it has no such annotation, or an invalid one.
inline std::optional<FeastRelease> feast_version(const Node& store) {
  const Node* annotations = lookup(&store, {"metadata", "annotations"});
  const Node* value = annotations == nullptr ? nullptr : annotations->find(kFeastVersion);
  return value == nullptr || !value->is_string() ? std::nullopt : parse_feast_release(value->text);
}

/// The release of the document: the one that it names, or else that of the platform.
inline FeastRelease feast_version(const Node& store, const Platform& platform) {
  const auto named = feast_version(store);
  return named && named != platform.replaced ? *named : platform.feast;
}

}  // namespace feastctl::model
