/// @file
/// @brief The releases of Feast and the minors of Kubernetes that a bundle can target.
///
/// To add one: add a row to kFeastReleases or kKubernetesReleases below; its changes are rows in features.hpp and
/// keywords in schemas/. docs/new-release.md has the whole recipe.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

/// The facts of a release.
struct FeastRow {
  std::string_view name;   ///< the usual name: 0.66
  std::string_view full;   ///< in full: 0.66.0
  std::string_view image;  ///< the tag of the feature server image that its operator uses by default
};

/// Every supported release, oldest first. `master` is the development branch after the newest release.
inline constexpr std::array kFeastReleases{
    FeastRow{"0.59", "0.59.0", "0.59.0"}, FeastRow{"0.60", "0.60.0", "0.60.0"}, FeastRow{"0.61", "0.61.0", "0.61.0"},
    FeastRow{"0.62", "0.62.0", "0.62.0"}, FeastRow{"0.63", "0.63.0", "0.63.0"}, FeastRow{"0.64", "0.64.0", "0.64.0"},
    FeastRow{"0.65", "0.65.0", "0.65.0"}, FeastRow{"0.66", "0.66.0", "0.66.0"}, FeastRow{"master", "master", "0.66.0"},
};

/// Every supported minor of Kubernetes, oldest first.
inline constexpr std::array<std::string_view, 8> kKubernetesReleases{"1.29", "1.30", "1.31", "1.32",
                                                                     "1.33", "1.34", "1.35", "1.36"};

namespace detail {

/// Whether `text` names the release of a row.
constexpr bool names(const FeastRow& row, std::string_view text) {
  return row.name == text || row.full == text;
}
/// Whether `text` names the minor of a row.
constexpr bool names(std::string_view row, std::string_view text) {
  return row == text;
}

/// The index of the row that `text` names; the number of rows if there is none.
template <typename Rows>
constexpr std::uint8_t row_of(const Rows& rows, std::string_view text) {
  std::uint8_t row = 0;
  while (row < rows.size() && !names(rows[row], text)) ++row;
  return row;
}

/// Has no definition: the compiler cannot evaluate a call of it.
void no_such_release();

/// The same at compile time, where a name that does not exist is an error.
template <typename Rows>
consteval std::uint8_t known_row(const Rows& rows, std::string_view text) {
  const std::uint8_t row = row_of(rows, text);
  if (row == rows.size()) no_such_release();
  return row;
}

}  // namespace detail

/// A release of Feast, by its row; later releases are greater. By default the newest one.
struct FeastRelease {
  std::uint8_t row = detail::known_row(kFeastReleases, "0.66");

  constexpr FeastRelease() = default;
  consteval explicit FeastRelease(std::string_view name) : row(detail::known_row(kFeastReleases, name)) {}

  [[nodiscard]] constexpr std::string_view name() const { return kFeastReleases[row].name; }
  [[nodiscard]] constexpr std::string_view full() const { return kFeastReleases[row].full; }
  [[nodiscard]] constexpr std::string_view image() const { return kFeastReleases[row].image; }
  constexpr auto operator<=>(const FeastRelease&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14
};

/// The oldest supported release.
inline constexpr FeastRelease kOldestFeast{kFeastReleases.front().name};
/// The newest one, which has every field: the development branch.
inline constexpr FeastRelease kLatestFeast{kFeastReleases.back().name};

/// A minor of Kubernetes, by its row; later ones are greater. By default, the one whose verdicts were recorded.
struct KubernetesRelease {
  std::uint8_t row = detail::known_row(kKubernetesReleases, "1.35");

  constexpr KubernetesRelease() = default;
  consteval explicit KubernetesRelease(std::string_view name) : row(detail::known_row(kKubernetesReleases, name)) {}

  [[nodiscard]] constexpr std::string_view name() const { return kKubernetesReleases[row]; }
  constexpr auto operator<=>(const KubernetesRelease&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// The oldest supported minor.
inline constexpr KubernetesRelease kOldestKubernetes{kKubernetesReleases.front()};

/// The release that `text` names, in short or in full (0.66, 0.66.0, master), or nothing.
constexpr std::optional<FeastRelease> parse_feast_release(std::string_view text) {
  FeastRelease release;
  release.row = detail::row_of(kFeastReleases, text);
  return release.row < kFeastReleases.size() ? std::optional(release) : std::nullopt;
}

/// The minor that `text` names, also in a server's version string (1.35, 1.35.2, v1.35.2+k3s1), or nothing.
std::optional<KubernetesRelease> parse_kubernetes_release(std::string_view text);

/// The release for messages: Feast 0.66, Feast's development tree (master).
std::string words(FeastRelease release);

/// The accepted names, for messages: "0.59, 0.60, …, master".
std::string known_feast_releases();
std::string known_kubernetes_releases();

}  // namespace feastctl
