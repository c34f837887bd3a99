/// @file
/// @brief What a rendered bundle requires: images to mirror, and the permissions of the account that applies it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feastctl.hpp"

namespace feastctl::inventory {

/// An image, and the objects whose pods run it (`Deployment feast/feast-sample`), sorted by image.
struct Image {
  std::string name;
  std::vector<std::string> used_by;
};
std::vector<Image> images(const Result& rendered);

/// The default images, for stores that set none.
std::vector<Image> default_images(const model::Platform& platform);

/// The Roles (one per namespace) and the ClusterRole that an account needs to apply, compare and delete the bundle, as
/// a YAML stream. They include the permissions that the bundle's own roles grant, because Kubernetes does not let an
/// account grant permissions that it lacks (unless it has the verbs escalate and bind). Source: Kubernetes, "Using RBAC
/// Authorization", restrictions on role creation and role binding creation.
std::string rights(const Result& rendered, std::string_view name);

}  // namespace feastctl::inventory
