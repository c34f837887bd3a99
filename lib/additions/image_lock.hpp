/// @file
/// @brief The file of digests: which bytes the images of a bundle are, so that a tag that moves changes nothing.
///
/// `feastctl images --lock` prints it without digests, a person fills them in by the tool of their registry, and
/// `--images` has pods run them. It is YAML: a digest for each image.
#pragma once

#include <string>
#include <vector>

#include "additions/additions.hpp"
#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::additions {

/// Reads such a file. What is not an image with a digest, or with nothing yet, is reported.
model::ImageLock read_image_lock(const Sources& sources, SourceId source, Diagnostics& out);

/// The text of such a file, with the digests that `known` has of these images.
std::string image_lock_text(const std::vector<std::string>& images, const model::ImageLock& known);

/// The image by its digest, as in quay.io/feastdev/feature-server@sha256:…, without its tag, as kustomize writes it.
/// Empty if the lock has no digest for it; the image itself if it has one already.
std::string locked(std::string_view image, const model::ImageLock& lock);

/// Reports images of a bundle's pods that the lock has no digest for.
void check_images(const Objects& bundle, const Node& store, const model::Platform& platform, Diagnostics& out);

}  // namespace feastctl::additions
