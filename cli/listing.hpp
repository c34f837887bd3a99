/// @file
/// @brief Which files of a folder are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io.hpp"

namespace feastctl::cli {

/// Whether a file is one by its name: *.yaml, *.yml or *.json.
bool is_manifest(std::string_view path);

/// What becomes of folders that feastctl rendered: they are output, and nobody's input, but what a diff compares. Of
/// those that are read, only the files that feastctl wrote count.
enum class RenderedFolders : unsigned char { kSkip, kRead };

/// The manifests below a folder in sorted order: hidden ones and those that .feastctlignore names are passed over,
/// links to folders are not followed. What has a manifest's name and is no file that can be read, and each folder that
/// cannot be read, is a problem: nobody may take the rest for the whole. `bounds` are for the .feastctlignore files.
std::vector<std::string> manifests_below(const std::string& folder, std::vector<std::string>& problems,
                                         RenderedFolders rendered, const Bounds& bounds);

}  // namespace feastctl::cli
