/// @file
/// @brief Base64 with the standard alphabet and padding (RFC 4648, section 4): the data of Secrets, `!!binary`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feastctl {

/// The bytes as base64, padded, on one line.
std::string base64_encode(std::string_view bytes);

/// The bytes that `text` stands for, or nothing when it is no base64. As Kubernetes decodes (Go's StdEncoding): line
/// ends anywhere are ignored, padding is required, unused bits of the last character may be anything.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace feastctl
