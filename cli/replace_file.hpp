/// @file
/// @brief Writes a single file, whole or not at all, and leaves nothing else behind.
#pragma once

#include <string>
#include <string_view>

#include "anchor.hpp"

namespace feastctl::cli {

/// Puts `text` in the place of the file at `path`, whole or not at all: a reader sees the old bytes or the new ones.
/// The file keeps its permissions, and a link stays a link (anchor.hpp says which are followed). Gives what went wrong,
/// or an empty text.
std::string replace_file(const std::string& path, std::string_view text, Links links);

/// The same for a file that must not be there yet.
std::string create_file(const std::string& path, std::string_view text);

}  // namespace feastctl::cli
