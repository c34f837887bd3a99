/// @file
/// @brief Base64 with the standard alphabet and padding (RFC 4648, section 4): the data of Secrets, `!!binary`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

/// The bytes as base64, padded, on one line.
std::string base64_encode(std::string_view bytes);

/// The decoded bytes, or nothing if `text` is not valid base64. Decodes as Kubernetes does (Go's StdEncoding): line
/// ends anywhere are ignored, padding is required, and unused bits of the last character are ignored.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace feastctl
