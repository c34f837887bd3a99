#include "validate/kubernetes/kubernetes.hpp"

namespace feastctl::validate::kubernetes {

void check_object(const Node& object, ObjectReport& report) {
  static_cast<void>(object);
  static_cast<void>(report);
}

}  // namespace feastctl::validate::kubernetes
