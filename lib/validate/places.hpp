/// @file
/// @brief Visits the objects that a check applies to.
#pragma once

#include <span>
#include <string_view>

#include "base/field.hpp"

namespace feastctl::validate {

/// Calls `visit` with the map at `path` (keys joined by dots, empty for `at` itself) below `at`, if there is one. The
/// Field is valid only during the call.
template <typename Visit>
void at_map(const Field& at, std::string_view path, const Visit& visit) {
  if (!at.is_map()) return;
  if (path.empty()) {
    visit(at);
    return;
  }
  const auto dot = path.find('.');
  const Field next = at.child(path.substr(0, dot));
  at_map(next, dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1), visit);
}

/// The same for several paths.
template <typename Paths, typename Visit>
void at_maps(const Field& at, const Paths& paths, const Visit& visit) {
  for (const std::string_view path : paths) at_map(at, path, visit);
}

inline constexpr std::string_view kPersistences[] = {
    "services.offlineStore.persistence",
    "services.onlineStore.persistence",
    "services.registry.local.persistence",
};
inline constexpr std::string_view kClaims[] = {
    "services.offlineStore.persistence.file.pvc",
    "services.onlineStore.persistence.file.pvc",
    "services.registry.local.persistence.file.pvc",
};
inline constexpr std::string_view kOnlineFile = "services.onlineStore.persistence.file";
inline constexpr std::string_view kRegistryFile = "services.registry.local.persistence.file";

/// Whether `path` is an address on S3 or Google Storage.
inline bool on_bucket(std::string_view path) {
  return path.starts_with("s3://") || path.starts_with("gs://");
}

/// The object with this kind and name, or nullptr.
inline const Node* object_named(std::span<const Node* const> objects, std::string_view kind, std::string_view name) {
  for (const Node* object : objects) {
    if (string_at(object, "kind") != kind) continue;
    if (string_at(object->find("metadata"), "name") == name) return object;
  }
  return nullptr;
}

}  // namespace feastctl::validate
