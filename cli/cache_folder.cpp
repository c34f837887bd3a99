#include "cache_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "io.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr off_t kLargest = off_t{1} << 30U;

std::string variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread changes it
  return value == nullptr ? "" : value;
}

/// The folder that nobody named; empty without a home.
std::string usual_folder() {
  if (const std::string cache = variable("XDG_CACHE_HOME"); cache.starts_with('/')) return cache + "/feastctl";
  if (const std::string home = variable("HOME"); home.starts_with('/')) return home + "/.cache/feastctl";
  return {};
}

/// Whether only this user can change it.
bool is_own(const struct stat& status) {
  return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace

CacheFolder::CacheFolder(const CacheOptions& options) {
  if (options.off) return;
  path_ = options.folder.empty() ? variable("FEASTCTL_CACHE_DIR") : options.folder;
  named_ = !path_.empty();
  if (!named_) path_ = usual_folder();
  if (!path_.empty()) open();
}

CacheFolder::~CacheFolder() {
  if (fd_ >= 0) ::close(fd_);
}

void CacheFolder::open() {
  fd_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat status {};
  if (fd_ < 0) {
    if (errno != ENOENT)
      problem_ = fmt::format("{}: {}", path_, std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
  } else if (::fstat(fd_, &status) != 0 || !is_own(status)) {
    problem_ = fmt::format("{}: others can write to this folder, so it cannot be the cache", path_);
    ::close(fd_);
    fd_ = -1;
  }
}

std::optional<std::string> CacheFolder::read(const std::string& name) const {
  const int fd = ::openat(fd_, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  struct stat status {};
  bool fine = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && is_own(status) && status.st_size <= kLargest;
  std::string bytes(fine ? static_cast<std::size_t>(status.st_size) : 0, '\0');
  for (std::size_t at = 0; fine && at < bytes.size();) {
    const ssize_t n = ::read(fd, bytes.data() + at, bytes.size() - at);
    if (n < 0 && errno == EINTR) continue;
    fine = n > 0;
    at += fine ? static_cast<std::size_t>(n) : 0;
  }
  ::close(fd);
  if (!fine) return std::nullopt;
  return bytes;
}

void CacheFolder::write(const std::string& name, std::string_view bytes) {
  if (fd_ < 0) {
    std::error_code ignored;
    fs::create_directories(fs::path(path_).parent_path(), ignored);
    ::mkdir(path_.c_str(), 0700);
    open();
  }
  const std::string passing = fmt::format("{}.{}", name, ::getpid());
  ::unlinkat(fd_, passing.c_str(), 0);  // of a killed run that had this number
  const int fd = ::openat(fd_, passing.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return;
  const bool written = write_all(fd, bytes);
  if (::close(fd) != 0 || !written || ::renameat(fd_, passing.c_str(), fd_, name.c_str()) != 0) {
    ::unlinkat(fd_, passing.c_str(), 0);
  }
}

}  // namespace feastctl::cli
