/// @file
/// @brief Buffered output: nothing may be printed before the last store is known to be valid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "block_coder.hpp"

namespace feastctl::cli {

/// Text in compressed blocks: the first ones in memory, and the rest in an unnamed file (in TMPDIR, readable only by
/// this user). If no such file can be written, everything stays in memory.
class PackedText {
 public:
  PackedText() = default;
  PackedText(const PackedText&) = delete;
  PackedText& operator=(const PackedText&) = delete;
  ~PackedText();

  void append(std::string_view text);
  [[nodiscard]] std::size_t size() const { return sizes_.size() * kBlockSize + packer_.block().size(); }

 private:
  friend class PackedReader;
  void move_to_file();

  BlockPacker packer_;
  std::vector<std::uint32_t> sizes_;  ///< the compressed size of each block
  std::string packed_;                ///< the blocks after those in the file
  std::size_t in_file_ = 0;           ///< bytes
  int file_ = -1;
  bool file_failed_ = false;
};

/// Collects text: the first part as it is, and the rest compressed. Of the script that is in the bundle of every store
/// with a Secret, two fifths of a fleet's output, only the places are kept.
class Spool {
 public:
  void append(std::string_view text);
  [[nodiscard]] bool empty() const { return kept() == 0 && scripts_.empty(); }
  /// Writes everything from byte `from` on, which no script comes before, to standard output; returns false if that
  /// fails.
  [[nodiscard]] bool print(std::size_t from) const;

 private:
  [[nodiscard]] std::size_t kept() const { return text_.size() + (rest_ ? rest_->size() : 0); }
  void keep(std::string_view text);

  std::string text_;
  std::unique_ptr<PackedText> rest_;  ///< the text after that; nothing for a small output
  std::vector<std::size_t> scripts_;  ///< the bytes kept before each script
};

}  // namespace feastctl::cli
