/// @file
/// @brief From the characters that libyaml counts to the bytes that the program counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace feastctl::parse {

/// The encodings that a text can have by its first bytes.
enum class Encoding : std::uint8_t { kAscii, kUtf8, kUtf16Little, kUtf16Big };

/// The bytes of the UTF-8 character that `text` begins with, or 0 when it begins with none.
std::size_t utf8_size(std::string_view text);

/// The bytes with U+FFFD for each byte that is no part of UTF-8, as encoding/json writes a text.
std::string valid_utf8(std::string_view bytes);

/// Finds the byte at which a character begins. Remembers the last place, so that asking for places near each other,
/// as a parse does, costs next to nothing.
class CharacterIndex {
 public:
  /// `text` must outlive the index.
  explicit CharacterIndex(std::string_view text);

  /// The offset of the character with this number (from 0, a byte-order mark at the start not counted); past the end is
  /// the end.
  [[nodiscard]] std::size_t byte(std::size_t character);
  [[nodiscard]] Encoding encoding() const { return encoding_; }

 private:
  void forward();
  void backward();

  std::string_view text_;
  Encoding encoding_ = Encoding::kAscii;
  std::size_t start_ = 0;  ///< after the byte-order mark
  std::size_t character_ = 0;
  std::size_t byte_ = 0;
};

}  // namespace feastctl::parse
