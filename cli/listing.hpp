/// @file
/// @brief Which files of a folder are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace feastctl::cli {

/// Whether a file is one by its name: *.yaml, *.yml or *.json.
bool is_manifest(std::string_view path);

/// The manifests below a folder in sorted order: hidden ones, those that .feastctlignore names and folders that
/// feastctl rendered are passed over, links to folders are not followed. What has a manifest's name and is no file that
/// can be read, and each folder that cannot be read, is a problem: nobody may take the rest for the whole.
std::vector<std::string> manifests_below(const std::string& folder, std::vector<std::string>& problems);

}  // namespace feastctl::cli
