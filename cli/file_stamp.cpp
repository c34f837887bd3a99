#include "file_stamp.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <ctime>

namespace feastctl::cli {

namespace {

constexpr Nanoseconds kSecond = 1'000'000'000;

Nanoseconds nanoseconds(const struct timespec& time) {
  return Nanoseconds{time.tv_sec} * kSecond + time.tv_nsec;
}

}  // namespace

Nanoseconds time_now() {
  struct timespec now {};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now);
}

bool FileStamp::is_from(Nanoseconds time) const {
  constexpr Nanoseconds kTick = kSecond / 20;       // Linux advances the clock of its file systems every 1 to 10 ms
  constexpr Nanoseconds kCoarse = 5 * kSecond / 2;  // some count in seconds, or in pairs of them
  const bool coarse = written % kSecond == 0 && changed % kSecond == 0;
  return std::max(written, changed) >= time - (coarse ? kCoarse : kTick);
}

bool read_stamp(int folder, const char* name, FileStamp& stamp) {
  struct stat status {};
  const bool self = *name == '\0';
  if ((self ? ::fstat(folder, &status) : ::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW)) != 0) return false;
  if (!self && !S_ISREG(status.st_mode)) return false;
  stamp = {status.st_ino, static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
           nanoseconds(status.st_ctim)};
  return true;
}

}  // namespace feastctl::cli
