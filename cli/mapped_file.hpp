/// @file
/// @brief Maps large input files, and keeps only a small part of them in memory.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <thread>

namespace feastctl::cli {

/// Files that are mapped instead of read. A thread continually releases their pages, which are loaded again on access.
/// A large input therefore takes only the memory of the part in use, and readers need not know.
class MappedFiles {
 public:
  MappedFiles();
  MappedFiles(MappedFiles&&) noexcept;
  MappedFiles& operator=(MappedFiles&&) = delete;
  MappedFiles(const MappedFiles&) = delete;
  MappedFiles& operator=(const MappedFiles&) = delete;
  ~MappedFiles();

  /// The text of an open file from its beginning; nothing for a pipe, a small file, or a file that cannot be mapped. If
  /// the file is truncated meanwhile, the program ends with a message and status 3.
  std::optional<std::string_view> add(int fd);

 private:
  struct Texts;
  std::unique_ptr<Texts> texts_;
  std::jthread giving_back_;  ///< must end before the texts are released
};

}  // namespace feastctl::cli
