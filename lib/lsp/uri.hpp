/// @file
/// @brief file: URIs and paths.
#pragma once

#include <string>
#include <string_view>

namespace feastctl::lsp {

/// The path that a `file:` URI of this machine names; empty for any other URI.
std::string path_of(std::string_view uri);

/// The `file:` URI of an absolute path.
std::string uri_of(std::string_view path);

}  // namespace feastctl::lsp
