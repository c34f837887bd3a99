/// @file
/// @brief Where a part of the servers' feature_store.yaml comes from: which Secret, ConfigMap or field.
#pragma once

#include <array>
#include <string_view>

#include "base/span.hpp"
#include "model/companions.hpp"
#include "model/feature_store.hpp"

namespace feastctl::feast {

/// The origin of a part of the file.
struct Origin {
  std::string_view place;                    ///< as errors spell it: a section, or a key in one
  const model::SecretUse* secret = nullptr;  ///< the Secret that holds it
  std::array<std::string_view, 3> field{};   ///< else its field in the applied spec; empty keys do not count

  [[nodiscard]] bool from_secret() const { return secret != nullptr && !secret->name.empty(); }
  /// Whether it comes out of a Secret that is not in the input.
  [[nodiscard]] bool unread() const { return from_secret() && secret->values == nullptr; }
};

/// The origin of what is at `place`.
Origin origin_of(std::string_view place, const model::FeatureStore& store);

/// The place for people of a part that has none of its own: the key of the Secret or ConfigMap that holds it, or what
/// refers to that, or the field of the FeatureStore.
Span place_of(std::string_view place, const Origin& origin, const model::FeatureStore& store,
              const model::Companions& companions);

}  // namespace feastctl::feast
