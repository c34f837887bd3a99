/// @file
/// @brief Whether a file changed, judged as Git judges it: by its size, times and inode.
#pragma once

#include <cstdint>

namespace feastctl::cli {

/// A time, since 1970.
using Nanoseconds = std::int64_t;

/// The time now.
Nanoseconds time_now();

/// What changes when a file is written, replaced, or gets another time: nobody can choose the time of its last change.
struct FileStamp {
  std::uint64_t inode = 0, size = 0;
  Nanoseconds written = 0, changed = 0;

  bool operator==(const FileStamp&) const = default;
  /// Whether the file may have changed at or after this time, as far as the clock of its file system can tell. Such a
  /// stamp can be that of an earlier content, too.
  [[nodiscard]] bool is_from(Nanoseconds time) const;
};

/// Reads the stamp of a file in an open folder, or with "" that of the folder; returns false unless `name` is a regular
/// file or nothing.
bool read_stamp(int folder, const char* name, FileStamp& stamp);

}  // namespace feastctl::cli
