#include "feast/images.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/versions.hpp"
#include "model/image.hpp"

namespace feastctl::feast {

Minor minor_of(FeastRelease release) {
  const std::string_view tag = release.image().substr(std::string_view("0.").size());
  int minor = kLastMinor;
  std::from_chars(tag.data(), tag.data() + tag.size(), minor);
  return static_cast<Minor>(std::clamp<int>(minor, kFirstMinor, kLastMinor));
}

std::vector<Minor> own_releases(const model::FeatureStore& store) {
  std::vector<Minor> releases;
  const auto add = [&](std::string_view image) {
    const model::ImageName name = model::parse_image(image);
    if (!model::is_feature_server(name)) return;
    const Minor release = parse_minor(name.tag).value_or(minor_of(store.platform->feast));
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
