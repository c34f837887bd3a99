/// @file
/// @brief Buffered output: nothing may be printed before the last store is known to be valid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/joined_text.hpp"
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

/// Text up to a limit, in memory of which large outputs take huge pages: the page faults of small ones are a twentieth
/// of the time of a hundred stores.
class PlainText {
 public:
  /// Returns whether there was room for the text.
  [[nodiscard]] bool append(std::string_view text);
  [[nodiscard]] std::string_view view() const { return large_ ? std::string_view(large_.get(), used_) : small_; }

 private:
  struct Free {
    void operator()(char* memory) const { std::free(memory); }
  };
  std::string small_;
  std::unique_ptr<char, Free> large_;
  std::size_t used_ = 0;  ///< of `large_`
};

/// Collects text: the first part as it is, and the rest compressed; of constants, only the places are kept.
class Spool {
 public:
  void append(std::string_view text);
  void append(const JoinedText& text);
  [[nodiscard]] bool empty() const { return kept() == 0 && constants_.empty(); }
  /// Writes everything from byte `from` on, which no constant comes before, to standard output; returns false if that
  /// fails.
  [[nodiscard]] bool print(std::size_t from) const;

 private:
  [[nodiscard]] std::size_t kept() const { return text_.view().size() + (rest_ ? rest_->size() : 0); }
  PlainText text_;
  std::unique_ptr<PackedText> rest_;  ///< the text after that; nothing for a small output
  std::vector<JoinedText::Constant> constants_;
};

}  // namespace feastctl::cli
