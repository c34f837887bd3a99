/// @file
/// @brief SHA-256 (FIPS 180-4): for checksums that tell whether a configuration changed.
#pragma once

#include <string>
#include <string_view>

namespace feastctl {

/// The SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace feastctl
