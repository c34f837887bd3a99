/// @file
/// @brief Slash-separated paths as Go's package `path` treats them, which is how the operator joins them.
#pragma once

#include <string>
#include <string_view>

namespace feastctl {

/// The shortest equal path: no `.`, no `..` that can be resolved, no doubled or trailing slash; `.` for the empty path.
std::string clean_path(std::string_view path);

/// The two joined with a slash and cleaned; an empty part does not count.
std::string join_paths(std::string_view first, std::string_view second);

/// Whether one of two clean paths is the other or lies below it.
bool paths_overlap(std::string_view first, std::string_view second);

}  // namespace feastctl
