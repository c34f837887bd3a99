/// @file
/// @brief SHA-256, so that a file that was written can be told from one that somebody changed.
#pragma once

#include <string>
#include <string_view>

namespace feastctl {

/// The SHA-256 of `bytes` as 64 hexadecimal digits in lower case, as sha256sum prints it. Source: FIPS 180-4.
std::string sha256_hex(std::string_view bytes);

}  // namespace feastctl
