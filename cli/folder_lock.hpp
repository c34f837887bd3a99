/// @file
/// @brief One run at a time changes a folder.
#pragma once

#include <string>

namespace feastctl::cli {

/// Holds a folder against other runs of feastctl as long as it lives. A folder that is not there yet, and a file system
/// without locks, is not held.
class FolderLock {
 public:
  /// Waits for other runs; `shared` is for those that only read.
  FolderLock(const std::string& folder, bool shared);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// Whether there was no folder to hold: another run may make it at any time.
  [[nodiscard]] bool missing() const { return missing_; }
  /// Whether another run kept the folder for longer than a run takes.
  [[nodiscard]] bool busy() const { return busy_; }

 private:
  int fd_ = -1;
  bool missing_ = false;
  bool busy_ = false;
};

}  // namespace feastctl::cli
