/// @file
/// @brief One section of feature_store.yaml: which class of Feast judges it, and what that class says.
#pragma once

#include <string_view>

#include "base/field.hpp"
#include "feast/check.hpp"
#include "feast/table.hpp"

namespace feastctl::feast {

/// Where a role's types come from.
struct Role {
  std::string_view name;       ///< as schemas/feast has it
  std::string_view class_end;  ///< how the name of a class must end, or empty: no class of one's own is possible
  std::string_view type_key;   ///< the parameter that tells the type
  std::string_view what;       ///< in words: online store
};

inline constexpr Role kOnlineStore{"online_store", "OnlineStore", "type", "online store"};
inline constexpr Role kOfflineStore{"offline_store", "OfflineStore", "type", "offline store"};
inline constexpr Role kRegistry{"registry", "", "registry_type", "registry"};
inline constexpr Role kBatchEngine{"batch_engine", "Engine", "type", "batch engine"};
inline constexpr Role kFeatureServer{"feature_server", "", "type", "feature server"};
inline constexpr Role kAuth{"auth", "", "type", "authorization"};

/// Judges the section at `at` by the type that `type` names; the section's parameters are those of a map at `at`, or
/// none when it is a bare name. `type` must be written, or be the bare name itself.
void check_section(const Role& role, const Field& at, const Field& type, Stage stage, Minor release, ConfigErrors& out);

/// The same by a type that is known.
void check_section(const Section& section, const Field& at, Stage stage, Minor release, ConfigErrors& out);

}  // namespace feastctl::feast
