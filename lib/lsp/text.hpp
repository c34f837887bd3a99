/// @file
/// @brief Positions in a text as the protocol counts them, and edits at such positions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace feastctl::lsp {

/// The unit of `character` in a position: bytes, UTF-16 code units, or code points.
enum class Encoding : std::uint8_t { kUtf8, kUtf16, kUtf32 };

/// A line and a character in it, both from 0.
struct Position {
  std::size_t line = 0;
  std::size_t character = 0;

  bool operator==(const Position&) const = default;
};

/// The next line end from `at` on, or the end of the text.
inline std::size_t next_line_end(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

/// Where the lines of a text are. A line ends with \n, \r\n or \r.
class Lines {
 public:
  /// `text` must outlive this.
  Lines(std::string_view text, Encoding encoding);

  /// The position of a byte; an offset past the end counts as the end.
  [[nodiscard]] Position at(std::size_t offset) const;
  /// The byte at a position. A character past the end of its line is the end of that line, and a line past the end is
  /// the end of the text. A position inside a character is the beginning of that character.
  [[nodiscard]] std::size_t offset(Position position) const;
  /// The number of lines; the last one may be empty.
  [[nodiscard]] std::size_t count() const { return begins_.size(); }
  /// The byte at which a line begins.
  [[nodiscard]] std::size_t begin(std::size_t line) const { return begins_[line]; }
  /// The byte after the last one of a line, without its line end.
  [[nodiscard]] std::size_t end(std::size_t line) const;

 private:
  [[nodiscard]] std::size_t units_before(std::size_t offset) const;

  std::string_view text_;
  Encoding encoding_;
  bool one_byte_each_;  ///< every character is one byte and one unit
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> units_;  ///< before every kBlock-th byte, unless `one_byte_each_`
};

}  // namespace feastctl::lsp
