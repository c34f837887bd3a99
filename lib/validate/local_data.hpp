/// @file
/// @brief The services of a store that keep their data in files in the pod.
#pragma once

#include <string_view>

#include "base/field.hpp"
#include "validate/places.hpp"

namespace feastctl::validate {

/// A service that keeps its data in a file; the Fields are valid only during the call.
struct LocalData {
  std::string_view service;  ///< for people: the online store
  const Field& at;           ///< its `file`, or the nearest existing parent
  bool on_claim = false;     ///< on a volume claim
  std::string_view path;     ///< the path of the file; empty if not set
};

/// Calls `visit` for each service of `spec` (applied) that has a file instead of a database. The registry counts even
/// if it is not configured; a registry on an object store does not.
template <typename Visit>
void each_local_data(const Field& spec, const Visit& visit) {
  const Field services = spec.child("services");
  const auto look = [&](std::string_view service, const Field& owner) {
    const Field persistence = owner.child("persistence");
    const Field store = persistence.child("store");
    const Field file = persistence.child("file");
    const Field path = file.child("path");
    const Field claim = file.child("pvc");
    if (store.present() || on_bucket(path.text())) return;
    visit(LocalData{service, file.present() ? file : owner, claim.present(), path.text()});
  };
  const Field online = services.child("onlineStore");
  const Field disabled = online.child("disabled");
  if (online.present() && !disabled.boolean()) look("online store", online);
  const Field offline = services.child("offlineStore");
  if (offline.present()) look("offline store", offline);
  const Field registry = services.child("registry");
  const Field remote = registry.child("remote");
  const Field local = registry.child("local");
  if (local.present()) {
    look("registry", local);
  } else if (!remote.present()) {
    look("registry", registry);
  }
}

}  // namespace feastctl::validate
