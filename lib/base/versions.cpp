#include "base/versions.hpp"

namespace feastctl {

namespace {

void append_listed(std::string_view name, std::string& out) {
  if (!out.empty()) out += ", ";
  out += name;
}

}  // namespace

std::optional<KubernetesRelease> parse_kubernetes_release(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  const std::size_t minor = text.find('.');
  const std::size_t patch = minor == std::string_view::npos ? minor : text.find('.', minor + 1);
  if (patch != std::string_view::npos) {
    if (patch + 1 == text.size() || text[patch + 1] < '0' || text[patch + 1] > '9') return std::nullopt;
    text = text.substr(0, patch);
  }
  KubernetesRelease release;
  release.row = detail::row_of(kKubernetesReleases, text);
  return release.row < kKubernetesReleases.size() ? std::optional(release) : std::nullopt;
}

std::string words(FeastRelease release) {
  const bool tree = release == FeastRelease("master");
  return tree ? "Feast's development tree (master)" : "Feast " + std::string(release.name());
}

std::string known_feast_releases() {
  std::string names;
  for (const FeastRow& row : kFeastReleases) append_listed(row.name, names);
  return names;
}

std::string known_kubernetes_releases() {
  std::string names;
  for (const std::string_view name : kKubernetesReleases) append_listed(name, names);
  return names;
}

}  // namespace feastctl
