/// @file
/// @brief Files as paths from the root of their repository, as the services that show reports know them.
#pragma once

#include <filesystem>

#include "base/source.hpp"

namespace feastctl::cli {

/// The nearest folder from `folder` (an absolute path) upwards that holds `.git`; empty without one.
std::filesystem::path repository_root(const std::filesystem::path& folder);

/// The same texts, each named by its path from the root of its repository: GITHUB_WORKSPACE, CI_PROJECT_DIR, or the
/// folder that holds `.git`, whichever the file is in. A file of no repository, and standard input, keep their names.
Sources named_from_root(const Sources& sources);

}  // namespace feastctl::cli
