#include "feast/images.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "base/versions.hpp"

namespace feastctl::feast {

namespace {

constexpr std::string_view kOwnRepository = "quay.io/feastdev/feature-server";

/// The tag of an image of Feast's own, which may be empty; nothing for another image.
std::optional<std::string_view> own_tag(std::string_view image) {
  image = image.substr(0, image.find('@'));
  if (!image.starts_with(kOwnRepository)) return std::nullopt;
  image.remove_prefix(kOwnRepository.size());
  if (image.empty()) return image;
  return image.front() == ':' ? std::optional(image.substr(1)) : std::nullopt;
}

}  // namespace

Minor minor_of(FeastRelease release) {
  const std::string_view tag = release.image().substr(std::string_view("0.").size());
  int minor = kLastMinor;
  std::from_chars(tag.data(), tag.data() + tag.size(), minor);
  return static_cast<Minor>(std::clamp<int>(minor, kFirstMinor, kLastMinor));
}

std::vector<Minor> own_releases(const model::FeatureStore& store) {
  std::vector<Minor> releases;
  const auto add = [&](std::string_view image) {
    const auto tag = own_tag(image);
    if (!tag) return;
    const Minor release = parse_minor(*tag).value_or(minor_of(store.platform->feast));
    if (std::ranges::find(releases, release) == releases.end()) releases.push_back(release);
  };
  const bool has_project = lookup(store.applied, {"feastProjectDir"}) != nullptr;
  if (store.init_containers && has_project) add(store.init_image);
  for (const auto& server : store.servers) {
    if (server) add(string_at(server->config, "image"));
  }
  return releases;
}

}  // namespace feastctl::feast
