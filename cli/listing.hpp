/// @file
/// @brief Lists the files of a folder to read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io.hpp"

namespace feastctl::cli {

/// Whether the name is that of a manifest: *.yaml, *.yml or *.json.
bool is_manifest(std::string_view path);

/// How to treat folders that feastctl rendered: they are output, so only a diff reads them, and then only the files
/// that feastctl wrote.
enum class RenderedFolders : unsigned char { kSkip, kRead };

/// The manifests below a folder in sorted order. Hidden ones and those listed in .feastctlignore are skipped; links to
/// folders are not followed. An unreadable folder, or a manifest that is not a readable file, is a problem, so that the
/// result is never silently incomplete. `bounds` apply to the .feastctlignore files.
std::vector<std::string> manifests_below(const std::string& folder, std::vector<std::string>& problems,
                                         RenderedFolders rendered, const Bounds& bounds);

}  // namespace feastctl::cli
