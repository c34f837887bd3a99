#include "folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace feastctl::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 30s;  // a stopped run may hold the lock forever
constexpr auto kPause = 10ms;

/// Whether the opened folder still has that name: another run may have exchanged it.
bool is_still(int fd, const std::string& folder) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(fd, &opened) == 0 && ::lstat(folder.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

}  // namespace

FolderLock::FolderLock(const std::string& folder, bool shared) {
  const auto begin = std::chrono::steady_clock::now();
  for (;;) {
    if (fd_ < 0) fd_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    missing_ = fd_ < 0 && errno == ENOENT;
    if (fd_ < 0) return;
    const bool locked = ::flock(fd_, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0;
    if (!locked && errno != EWOULDBLOCK && errno != EINTR) return;  // no locks in this file system
    const bool current = is_still(fd_, folder);
    if (locked && current) return;
    if (!current) {
      ::close(fd_);
      fd_ = -1;
      continue;
    }
    busy_ = std::chrono::steady_clock::now() - begin > kPatience;
    if (busy_) return;
    std::this_thread::sleep_for(kPause);
  }
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace feastctl::cli
