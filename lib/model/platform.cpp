#include "model/platform.hpp"

namespace feastctl::model {

std::string_view discovery_namespace(const Platform& platform) {
  if (!platform.operator_namespace.empty()) return platform.operator_namespace;
  return platform.openshift ? std::string_view() : "feast-operator-system";
}

std::string server_image(const Platform& platform) {
  if (!platform.feature_server_image.empty()) return platform.feature_server_image;
  return "quay.io/feastdev/feature-server:" + std::string(platform.feast.image());
}

}  // namespace feastctl::model
