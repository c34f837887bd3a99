#include "model/image.hpp"

#include <charconv>
#include <system_error>

namespace feastctl::model {

ImageName parse_image(std::string_view image) {
  image = image.substr(0, image.find('@'));
  const auto colon = image.rfind(':');
  const auto slash = image.rfind('/');
  // A colon before the last slash is that of the registry's port.
  if (colon == std::string_view::npos || (slash != std::string_view::npos && colon < slash)) return {image, {}};
  return {image.substr(0, colon), image.substr(colon + 1)};
}

bool is_feature_server(const ImageName& image) {
  return image.repository == "quay.io/feastdev/feature-server";
}

bool is_named_feature_server(const ImageName& image) {
  return image.repository.substr(image.repository.rfind('/') + 1) == "feature-server";
}

std::optional<int> feast_minor(const ImageName& image) {
  std::string_view rest = image.tag;
  if (!rest.starts_with("0.")) return std::nullopt;
  rest.remove_prefix(2);
  int minor = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), minor);
  if (error != std::errc() || (end != rest.data() + rest.size() && *end != '.' && *end != '-')) return std::nullopt;
  return minor;
}

}  // namespace feastctl::model
