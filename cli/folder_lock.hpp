/// @file
/// @brief Lets only one run at a time change a folder.
#pragma once

#include <string>

namespace feastctl::cli {

/// Locks a folder against other runs of feastctl for its lifetime. A folder that does not exist, or a file system
/// without locks, is not locked.
class FolderLock {
 public:
  /// Waits for other runs; `shared` is for runs that only read.
  FolderLock(const std::string& folder, bool shared);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// Whether there was no folder to lock: another run may create it at any time.
  [[nodiscard]] bool missing() const { return missing_; }
  /// Whether another run kept the lock for longer than a run takes.
  [[nodiscard]] bool busy() const { return busy_; }

 private:
  int fd_ = -1;
  bool missing_ = false;
  bool busy_ = false;
};

}  // namespace feastctl::cli
