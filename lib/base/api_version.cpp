#include "base/api_version.hpp"

#include "base/node.hpp"

namespace feastctl {

bool is_feature_store(const Node& object) {
  return string_at(&object, "kind") == "FeatureStore" && string_at(&object, "apiVersion").starts_with("feast.dev/");
}

}  // namespace feastctl
