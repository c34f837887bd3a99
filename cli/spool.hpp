/// @file
/// @brief Output that has to wait: nothing may be printed before the last store is known to be right.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace feastctl::cli {

/// Collects text, the first part of it in memory and the rest in a file that has no name (in TMPDIR, readable to nobody
/// else). Where no such file can be written, all of it stays in memory.
class Spool {
 public:
  Spool() = default;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  void append(std::string_view text);
  [[nodiscard]] std::size_t size() const { return in_file_ + text_.size(); }
  /// Writes everything from byte `from` on to standard output; false when that fails.
  [[nodiscard]] bool print(std::size_t from) const;

 private:
  void move_to_file();
  /// Lets the system copy the file from byte `from` on; how far it came. Not every standard output takes that.
  [[nodiscard]] std::size_t send_file(std::size_t from) const;

  std::string text_;         ///< what follows the part in the file
  std::size_t in_file_ = 0;  ///< bytes
  int file_ = -1;
  bool file_failed_ = false;
};

}  // namespace feastctl::cli
