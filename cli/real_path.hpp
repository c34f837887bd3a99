/// @file
/// @brief The real paths of files, with symbolic links resolved.
#pragma once

#include <string>

namespace feastctl::cli {

/// The path of an open file or folder without links; empty if the system does not provide it.
std::string real_path(int fd);
/// The same for a path; empty if it does not exist.
std::string real_path(const std::string& path);

/// Whether `path` is `folder` or below it; both must be free of links.
bool is_below(const std::string& path, const std::string& folder);

/// The absolute path, with `.` and `..` resolved by name only.
std::string absolute_path(const std::string& path);

/// The root of the Git repository that contains `path`, judged by names only; empty if there is none.
std::string repository_of(const std::string& path);

/// Whether the path belongs to the system, such as /dev/stdout, so that users cannot create links there.
bool is_systems_own(const std::string& path);

}  // namespace feastctl::cli
