/// @file
/// @brief Slash-separated paths, treated as in Go's package `path`, with which the operator joins them.
#pragma once

#include <string>
#include <string_view>

namespace feastctl {

/// The shortest equal path: no `.`, no `..` that can be resolved, no doubled or trailing slash; `.` for the empty path.
std::string clean_path(std::string_view path);

/// The two joined with a slash and cleaned; empty parts are ignored.
std::string join_paths(std::string_view first, std::string_view second);

/// Whether one of two clean paths equals the other or is below it.
bool paths_overlap(std::string_view first, std::string_view second);

}  // namespace feastctl
