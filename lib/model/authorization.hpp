/// @file
/// @brief The type of authorization in a spec.
#pragma once

#include "base/features.hpp"
#include "base/field.hpp"
#include "model/feature_store.hpp"

namespace feastctl::model {

/// The type that `spec.authz` selects, before or after the operator's defaulting: without authz, it is the default of
/// the release's operator.
inline Authorization authorization_of(const Field& spec, FeastRelease feast) {
  const Field authz = spec.child("authz");
  if (!authz.present()) {
    return has(feast, feature::kAuthorizationByDefault) ? Authorization::kKubernetes : Authorization::kNone;
  }
  if (authz.child("kubernetes").present()) return Authorization::kKubernetes;
  if (authz.child("oidc").present()) return Authorization::kOidc;
  return authz.child("noAuth").boolean() ? Authorization::kNone : Authorization::kUnset;
}

}  // namespace feastctl::model
