#include "validate/feast_version.hpp"

#include <fmt/format.h>

#include "catalog/codes.hpp"
#include "model/feast_version.hpp"

namespace feastctl::validate {

FeastRelease feast_version(const Node& store, FeastRelease by_default, Diagnostics& out) {
  const Node* annotations = lookup(&store, {"metadata", "annotations"});
  if (annotations == nullptr || annotations->find(model::kFeastVersion) == nullptr) return by_default;
  const Field root(&store);
  const Field metadata = root.child("metadata");
  const Field all = metadata.child("annotations");
  const Field at = all.child(model::kFeastVersion);
  if (!at.is_string()) return by_default;  // refused by the schema
  const auto named = model::feast_version(store);
  if (!named) {
    out.add(catalog::kUnknownFeastVersion, at, fmt::format("{} names an unknown release", model::kFeastVersion))
        .with_found(std::string(at.text()))
        .with_expected("one of " + known_feast_releases());
    return by_default;
  }
  if (*named != by_default) {
    out.add(catalog::kFeastVersionOfStore, at,
            fmt::format("the store is checked and rendered for {}, as its annotation says", words(*named)))
        .with_hint(fmt::format("without the annotation it would be for {}", words(by_default)));
  }
  return *named;
}

}  // namespace feastctl::validate
