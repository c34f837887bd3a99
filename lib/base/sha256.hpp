/// @file
/// @brief SHA-256 (FIPS 180-4): for checksums that tell whether a text changed, even to somebody who wants to deceive.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

/// A SHA-256 as bytes.
using Sha256Digest = std::array<std::uint8_t, 32>;

/// The SHA-256 of `key`, which is empty or 64 bytes, and the bytes after it. Without the key, nobody can try whether a
/// guessed text has that checksum.
Sha256Digest sha256(std::string_view bytes, std::string_view key = {});

/// For hash tables: the bytes are as good as random.
struct DigestHash {
  std::size_t operator()(const Sha256Digest& digest) const {
    std::size_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash;
  }
};

}  // namespace feastctl
