/// @file
/// @brief Paths relative to the root of the repository, as services that show reports expect them.
#pragma once

#include <filesystem>

#include "base/source.hpp"

namespace feastctl::cli {

/// The nearest folder, from `folder` (an absolute path) upwards, that contains `.git`; empty if there is none.
std::filesystem::path repository_root(const std::filesystem::path& folder);

/// The same texts, each named by its path relative to the root of its repository: GITHUB_WORKSPACE, CI_PROJECT_DIR, or
/// the folder that contains `.git`, whichever contains the file. Files outside a repository and standard input keep
/// their names.
Sources named_from_root(const Sources& sources);

}  // namespace feastctl::cli
