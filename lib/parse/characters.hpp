/// @file
/// @brief Converts libyaml's character offsets to byte offsets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace feastctl::parse {

/// The encodings that the first bytes of a text can indicate.
enum class Encoding : std::uint8_t { kAscii, kUtf8, kUtf16Little, kUtf16Big };

/// The size of the UTF-8 character at the beginning of `text`, or 0 if there is none.
std::size_t utf8_size(std::string_view text);

/// The text with U+FFFD for each byte that is not valid UTF-8, as encoding/json writes it.
std::string valid_utf8(std::string_view bytes);

/// Finds the byte at which a character begins. Remembers the last place, so that looking up nearby places, as a parser
/// does, is almost free.
class CharacterIndex {
 public:
  /// `text` must outlive the index.
  explicit CharacterIndex(std::string_view text);

  /// The offset of the character with this number (from 0, not counting a leading byte-order mark). Past the end,
  /// returns the end.
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
