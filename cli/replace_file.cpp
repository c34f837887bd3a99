#include "replace_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/sha256.hpp"
#include "io.hpp"
#include "real_path.hpp"
#include "signals.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

/// How to write a file.
struct Wanted {
  const fs::path& target;
  std::string_view text;
  mode_t mode;
  bool replaces;                    ///< otherwise, the file must not exist
  const struct stat* of = nullptr;  ///< the replaced file; the new one gets its owner, if allowed
};

/// The prefix of temporary names, which are short regardless of the target's name.
std::string passing_prefix(const fs::path& target) {
  constexpr std::size_t kEnough = 12;
  return fmt::format(".feastctl-{}-", sha256_hex(target.filename().string()).substr(0, kEnough));
}

/// A temporary name in the target's folder that no other run uses.
fs::path passing_name(const fs::path& target) {
  return target.parent_path() / fmt::format("{}{}.tmp", passing_prefix(target), ::getpid());
}

/// Deletes files of runs that were killed before the final rename: nobody holds their lock.
void sweep(const fs::path& target) {
  const std::string prefix = passing_prefix(target);
  std::error_code error;
  fs::directory_iterator it(target.parent_path(), error);
  for (; !error && it != fs::directory_iterator(); it.increment(error)) {
    if (!it->path().filename().string().starts_with(prefix)) continue;
    const int fd = ::open(it->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) continue;
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) ::unlink(it->path().c_str());
    ::close(fd);
  }
}

bool fill(int fd, const Wanted& wanted) {
  if (wanted.of != nullptr && ::fchown(fd, wanted.of->st_uid, wanted.of->st_gid) != 0) errno = 0;
  return write_all(fd, wanted.text) && ::fchmod(fd, wanted.mode) == 0 && ::fsync(fd) == 0;
}

/// Renames a written file to its final name; returns false and sets errno if that fails.
bool put_in_place(const fs::path& from, const Wanted& wanted) {
  if (wanted.replaces) return ::rename(from.c_str(), wanted.target.c_str()) == 0;
  return ::link(from.c_str(), wanted.target.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

/// For file systems without unnamed files: a killed run leaves a hidden file.
bool write_by_name(const Wanted& wanted) {
  const fs::path name = passing_name(wanted.target);
  const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  ::flock(fd, LOCK_EX | LOCK_NB);
  bool fine = fill(fd, wanted);
  fine = ::close(fd) == 0 && fine && put_in_place(name, wanted);
  const int error = errno;
  if (!fine) ::unlink(name.c_str());
  errno = error;
  return fine;
}

/// Gives the complete file at `self` a temporary name, and then its final one.
bool name_and_rename(const std::string& self, const Wanted& wanted) {
  const fs::path name = passing_name(wanted.target);
  if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) return false;
  if (put_in_place(name, wanted)) return true;
  const int error = errno;
  ::unlink(name.c_str());
  errno = error;
  return false;
}

/// Writes a file that has no name until it is complete; sets `possible` to whether the file system supports that.
bool write_nameless(const Wanted& wanted, bool& possible) {
  const int fd = ::open(wanted.target.parent_path().c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  const std::string self = fmt::format("/proc/self/fd/{}", fd);
  possible = fd >= 0 && ::access(self.c_str(), F_OK) == 0;
  if (fd >= 0) ::flock(fd, LOCK_EX | LOCK_NB);  // while it has its temporary name, no other run deletes it
  bool fine = possible && fill(fd, wanted);
  if (fine && !wanted.replaces) {
    fine = ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, wanted.target.c_str(), AT_SYMLINK_FOLLOW) == 0;
  } else if (fine) {
    fine = name_and_rename(self, wanted);
  }
  const int error = errno;
  if (fd >= 0) ::close(fd);
  errno = error;
  return fine;
}

std::string write_whole(const Wanted& wanted) {
  const SignalsHeld held;
  sweep(wanted.target);
  bool possible = true;
  bool fine = write_nameless(wanted, possible);
  if (!possible) fine = write_by_name(wanted);
  if (!fine && errno == EEXIST) return "exists already";
  return fine ? "" : std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
}

/// Writes to a device or pipe, which cannot be replaced.
std::string write_special(const fs::path& path, std::string_view text, int how = 0) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | how);
  if (fd < 0) return std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
  const bool fine = write_all(fd, text);
  std::string problem = fine ? "" : std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
  ::close(fd);
  return problem;
}

constexpr mode_t kFileMode = 0666;

}  // namespace

std::string replace_file(const std::string& path, std::string_view text, Links links) {
  if (is_systems_own(path)) return write_special(path, text);
  const Anchor place(path, links);
  if (!place.problem().empty())
    return place.problem() + (place.led_astray() ? "; pass --follow-links to allow this" : "");
  if (!place.has_folder()) return std::strerror(ENOENT);  // NOLINT(concurrency-mt-unsafe)
  const fs::path target = place.path();
  struct stat status {};
  const bool exists = ::lstat(target.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) return write_special(target, text, O_NOFOLLOW);
  return write_whole(
      {target, text, exists ? status.st_mode & 07777U : mode_of_new(kFileMode), true, exists ? &status : nullptr});
}

std::string create_file(const std::string& path, std::string_view text) {
  const Anchor place(path, Links::kWithinTheirFolder);
  if (!place.problem().empty()) return place.problem();
  if (!place.has_folder()) return std::strerror(ENOENT);  // NOLINT(concurrency-mt-unsafe)
  const fs::path target = place.path();
  return write_whole({target, text, mode_of_new(kFileMode), false});
}

}  // namespace feastctl::cli
