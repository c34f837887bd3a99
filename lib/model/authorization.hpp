/// @file
/// @brief Which kind of authorization a spec asks for.
#pragma once

#include "base/features.hpp"
#include "base/field.hpp"
#include "model/feature_store.hpp"

namespace feastctl::model {

/// The kind that `spec.authz` asks for, before the operator's defaulting or after it: without authz it is what the
/// release's operator takes for granted.
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
