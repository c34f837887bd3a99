/// @file
/// @brief Large input files as parts of the address space, of which little is in memory at any time.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <thread>

namespace feastctl::cli {

/// Files that are mapped instead of read. A thread gives their pages back over and over; what is read again comes back
/// from the file. So a fleet's text takes the memory of what is being worked on, and nobody who reads it needs to know.
class MappedFiles {
 public:
  MappedFiles();
  MappedFiles(MappedFiles&&) noexcept;
  MappedFiles& operator=(MappedFiles&&) = delete;
  MappedFiles(const MappedFiles&) = delete;
  MappedFiles& operator=(const MappedFiles&) = delete;
  ~MappedFiles();

  /// The text of an open file from its beginning; nothing for a pipe, for a file that is not large, and for one that
  /// cannot be mapped. Whoever shortens one meanwhile ends the program, with a word about it and status 3.
  std::optional<std::string_view> add(int fd);

 private:
  struct Texts;
  std::unique_ptr<Texts> texts_;
  std::jthread giving_back_;  ///< ends before the texts do
};

}  // namespace feastctl::cli
