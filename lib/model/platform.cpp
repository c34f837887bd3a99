#include "model/platform.hpp"

namespace feastctl::model {

std::string_view discovery_namespace(const Platform& platform) {
  if (!platform.operator_namespace.empty()) return platform.operator_namespace;
  return platform.openshift ? std::string_view() : "feast-operator-system";
}

}  // namespace feastctl::model
