/// @file
/// @brief Where files really are, once the symbolic links on the way to them are followed.
#pragma once

#include <string>

namespace feastctl::cli {

/// The path of an open file or folder without links; empty when the system does not say.
std::string real_path(int fd);
/// The same of what has this path; empty when nothing has.
std::string real_path(const std::string& path);

/// Whether `path` is `folder` or below it; both without links.
bool is_below(const std::string& path, const std::string& folder);

/// The path from the root of the file system, with `.` and `..` resolved by name alone.
std::string absolute_path(const std::string& path);

/// The root of the Git repository that holds `path`, going by names; empty when there is none.
std::string repository_of(const std::string& path);

/// Whether the path is one of the system's own, such as /dev/stdout, whose links nobody can plant.
bool is_systems_own(const std::string& path);

}  // namespace feastctl::cli
