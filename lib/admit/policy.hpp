/// @file
/// @brief The Pod Security policy of a namespace: what its labels ask for.
///
/// Source: k8s.io/pod-security-admission, package api.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"

namespace feastctl::admit {

/// The Pod Security levels; stricter ones are greater.
enum class Level : std::uint8_t { kPrivileged, kBaseline, kRestricted };

/// The word for a level: privileged, baseline, restricted.
std::string_view level_name(Level level);

/// A level at a version of the policy: restricted:v1.30, or restricted:latest without a minor.
struct LevelVersion {
  Level level = Level::kPrivileged;
  std::optional<std::int64_t> minor{};

  /// As the messages of the API server show it: restricted:v1.30.
  [[nodiscard]] std::string words() const;
  bool operator==(const LevelVersion&) const = default;
};

/// What a namespace enforces, warns of and records.
struct Policy {
  LevelVersion enforce{}, warn{}, audit{};
};

/// A label that makes the API server refuse the Namespace.
struct LabelProblem {
  std::string_view label;
  std::string_view value;
  std::string_view expected;  ///< must be one of …
  const Node* node = nullptr;
};

/// The level that a label's value names, or nothing.
std::optional<Level> parse_level(std::string_view text);

/// The policy that `LEVEL` or `LEVEL:VERSION` names, as in restricted:v1.30, or nothing.
std::optional<LevelVersion> parse_level_version(std::string_view text);

/// The policy of a namespace with these labels (a map, or nullptr) where `otherwise` is the default of the cluster.
/// A label with a bad value is reported and then counts as it does on a namespace that exists already.
Policy policy_of(const Node* labels, const Policy& otherwise, std::vector<LabelProblem>& problems);

}  // namespace feastctl::admit
