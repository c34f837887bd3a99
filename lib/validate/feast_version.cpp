#include "validate/feast_version.hpp"

#include <fmt/format.h>

#include "catalog/codes.hpp"
#include "model/feast_version.hpp"

namespace feastctl::validate {

FeastRelease feast_version(const Node& store, const model::Platform& platform, Diagnostics& out) {
  const Node* annotations = lookup(&store, {"metadata", "annotations"});
  if (annotations == nullptr || annotations->find(model::kFeastVersion) == nullptr) return platform.feast;
  const Field root(&store);
  const Field metadata = root.child("metadata");
  const Field all = metadata.child("annotations");
  const Field at = all.child(model::kFeastVersion);
  if (!at.is_string()) return platform.feast;  // refused by the schema
  if (!model::feast_version(store)) {
    out.add(catalog::kUnknownFeastVersion, at, fmt::format("{} names an unknown release", model::kFeastVersion))
        .with_found(std::string(at.text()))
        .with_expected("one of " + known_feast_releases());
    return platform.feast;
  }
  const FeastRelease feast = model::feast_version(store, platform);
  if (feast != platform.feast) {
    out.add(catalog::kFeastVersionOfStore, at,
            fmt::format("the store is checked and rendered for {}, as its annotation says", words(feast)))
        .with_hint(fmt::format("without the annotation it would be for {}", words(platform.feast)));
  }
  return feast;
}

}  // namespace feastctl::validate
