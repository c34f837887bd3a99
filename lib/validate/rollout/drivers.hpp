/// @file
/// @brief What Feast's own image lacks: which package a store type, engine or feature needs beside it.
#pragma once

#include <cstdint>
#include <string_view>

namespace feastctl::validate::rollout {

/// What of a store needs the package.
enum class Role : std::uint8_t { kOnlineStore, kOfflineStore, kBatchEngine, kFeature };

/// When the missing package shows.
enum class Failure : std::uint8_t {
  kStart,   ///< Feast imports it with its configuration: no pod starts
  kUse,     ///< … when the store is first asked
  kSilent,  ///< never: Feast does without
};

/// A package that quay.io/feastdev/feature-server lacks.
struct Driver {
  Role role;
  std::string_view type;
  std::string_view package;  ///< as pip names it
  std::string_view extra;    ///< of Feast's package that brings it
  Failure failure;
  int since = 0;              ///< the first minor of Feast that has the type
  std::string_view beside{};  ///< what pip does not install, and the package needs too
};

/// The row of a type that the image of Feast 0.`minor` lacks a package for, or nullptr.
const Driver* missing_driver(Role role, std::string_view type, int minor);

}  // namespace feastctl::validate::rollout
