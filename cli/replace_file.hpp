/// @file
/// @brief Writes a single file, as a whole or not at all, and leaves nothing else behind.
#pragma once

#include <string>
#include <string_view>

#include "anchor.hpp"

namespace feastctl::cli {

/// Replaces the file at `path` with `text`, as a whole or not at all: readers see either the old or the new bytes. The
/// file keeps its permissions, and a link stays a link (anchor.hpp says which are followed). Returns an error message,
/// or an empty string on success.
std::string replace_file(const std::string& path, std::string_view text, Links links);

/// The same for a file that must not exist yet.
std::string create_file(const std::string& path, std::string_view text);

}  // namespace feastctl::cli
