/// @file
/// @brief What the name of a container image says.
#pragma once

#include <optional>
#include <string_view>

namespace feastctl::model {

/// An image reference in its parts: `registry/path:tag@digest`.
struct ImageName {
  std::string_view repository;  ///< without tag and digest
  std::string_view tag;         ///< empty without one
};

/// The parts of an image reference.
ImageName parse_image(std::string_view image);

/// Whether this is Feast's own feature server, whatever its tag: its content is known.
bool is_feature_server(const ImageName& image);

/// The same, or an image of that name elsewhere: a mirror, most likely.
bool is_named_feature_server(const ImageName& image);

/// 60 of the tag 0.60.0, or nothing for a tag that is not a release of Feast.
std::optional<int> feast_minor(const ImageName& image);

}  // namespace feastctl::model
