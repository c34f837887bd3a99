/// @file
/// @brief Buffered output: nothing may be printed before the last store is known to be valid.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace feastctl::cli {

/// Collects text: the first part in memory, and the rest in an unnamed file (in TMPDIR, readable only by this user). If
/// no such file can be written, everything stays in memory. Of the script that is in the bundle of every store with a
/// Secret, two fifths of a fleet's output, only the places are kept.
class Spool {
 public:
  Spool() = default;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  void append(std::string_view text);
  [[nodiscard]] bool empty() const { return kept() == 0 && scripts_.empty(); }
  /// Writes everything from byte `from` on, which no script comes before, to standard output; returns false if that
  /// fails.
  [[nodiscard]] bool print(std::size_t from) const;

 private:
  [[nodiscard]] std::size_t kept() const { return in_file_ + text_.size(); }
  void keep(std::string_view text);
  void move_to_file();
  /// Lets the kernel copy the file from byte `from` on, and returns how far it came. Not every standard output supports
  /// that.
  [[nodiscard]] std::size_t send_file(std::size_t from) const;

  std::string text_;                  ///< the text after the part in the file
  std::size_t in_file_ = 0;           ///< bytes
  std::vector<std::size_t> scripts_;  ///< the bytes kept before each script
  int file_ = -1;
  bool file_failed_ = false;
};

}  // namespace feastctl::cli
