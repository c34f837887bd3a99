/// @file
/// @brief SHA-256 (FIPS 180-4): for checksums that tell whether a configuration changed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace feastctl {

/// How the checksum is computed; the result is the same.
enum class Sha256By : std::uint8_t {
  kFastest,   ///< with the processor's instructions for it, where there are any
  kPortable,  ///< without
};

/// The SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes, Sha256By by = Sha256By::kFastest);

}  // namespace feastctl
