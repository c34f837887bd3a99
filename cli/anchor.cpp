#include "anchor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "real_path.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kFolder = O_PATH | O_DIRECTORY | O_CLOEXEC;

std::string words_of_errno() {
  return std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
}

/// The components of the path.
std::vector<std::string> parts_of(const fs::path& path) {
  std::vector<std::string> parts;
  for (const fs::path& part : path) {
    if (!part.empty() && part != "." && part != "/") parts.push_back(part.string());
  }
  return parts;
}

/// Closes a descriptor at the end, unless it is taken.
struct Opened {
  int fd;
  explicit Opened(int opened) : fd(opened) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

Anchor::Anchor(const std::string& path, Links links) : links_(links), written_(absolute_path(path)), rest_(path) {
  start_at(path);
  if (problem_.empty()) walk_to(parts_of(rest_));
}

Anchor::~Anchor() {
  if (folder_ >= 0) ::close(folder_);
}

/// Opens the folder from where links are checked, and keeps the rest of the path.
void Anchor::start_at(const std::string& path) {
  fs::path start = ".";
  if (fs::path(path).is_absolute()) {
    const fs::path whole = written_;
    const std::string repository = repository_of(whole.parent_path().string());
    start = repository.empty() ? whole.parent_path() : fs::path(repository);
    std::error_code error;
    while (start.has_relative_path() && !fs::exists(start, error)) start = start.parent_path();
    rest_ = whole.lexically_relative(start).string();
  }
  folder_ = ::open(start.c_str(), kFolder);
  if (folder_ < 0) problem_ = words_of_errno();
}

void Anchor::walk_to(const std::vector<std::string>& parts) {
  const bool named = !parts.empty() && parts.back() != "..";
  for (std::size_t i = 0; i + (named ? 1 : 0) < parts.size() && problem_.empty(); ++i) enter(parts[i]);
  if (!problem_.empty()) return;
  if (named) {
    end_at(parts.back());
  } else {
    end_here();
  }
}

/// Continues to a folder on the path.
void Anchor::enter(const std::string& name) {
  if (!missing_.empty()) return missing_.push_back(name);
  Opened next(::openat(folder_, name.c_str(), kFolder | O_NOFOLLOW));
  if (next.fd < 0 && errno == ENOENT) return missing_.push_back(name);
  if (next.fd < 0) {  // a link, or not a folder
    next.fd = ::openat(folder_, name.c_str(), kFolder);
    if (next.fd < 0) {
      problem_ = words_of_errno();
      return;
    }
    if (!may_follow(name, next.fd)) return;
  }
  std::swap(folder_, next.fd);
}

/// Ends at this name; if it is a link, at its target.
void Anchor::end_at(const std::string& name) {
  name_ = name;
  struct stat status {};
  if (!missing_.empty() || ::fstatat(folder_, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return;
  if (!S_ISLNK(status.st_mode)) return;
  const Opened target(::openat(folder_, name.c_str(), O_PATH | O_CLOEXEC));
  if (target.fd < 0) {
    problem_ = errno == ENOENT ? "broken symbolic link" : words_of_errno();
    return;
  }
  if (!may_follow(name, target.fd)) return;
  const fs::path real = real_path(target.fd);
  Opened folder(::open(real.parent_path().c_str(), kFolder));
  const bool inside = folder.fd >= 0 && (links_ == Links::kAll || is_below(real_path(folder.fd), real_path(folder_)));
  if (!inside) {
    problem_ = "changed during the run";
    return;
  }
  std::swap(folder_, folder.fd);
  name_ = real.filename().string();
}

/// Ends at a folder reached through `.` or `..`.
void Anchor::end_here() {
  const fs::path real = missing_.empty() ? real_path(folder_) : "";
  Opened above(::open(real.parent_path().c_str(), kFolder));
  if (above.fd < 0) {
    problem_ = words_of_errno();
    return;
  }
  std::swap(folder_, above.fd);
  name_ = real.filename().string();
}

/// Whether a link in the folder may be followed to the opened target.
bool Anchor::may_follow(const std::string& name, int target) {
  const std::string here = real_path(folder_);
  const std::string there = real_path(target);
  if (links_ == Links::kAll || (!here.empty() && is_below(there, here))) return true;
  led_astray_ = true;
  problem_ =
      fmt::format("{} is a symbolic link that leads out of its folder, to {}", (fs::path(here) / name).string(), there);
  return false;
}

std::string Anchor::make_folders() {
  constexpr mode_t kMode = 0777;  // reduced by the umask
  while (!missing_.empty()) {
    const char* name = missing_.front().c_str();
    const bool exists = ::mkdirat(folder_, name, kMode) == 0 || errno == EEXIST;
    Opened made(exists ? ::openat(folder_, name, kFolder | O_NOFOLLOW) : -1);
    if (made.fd < 0) return fmt::format("{}: {}", (fs::path(real_path(folder_)) / name).string(), words_of_errno());
    std::swap(folder_, made.fd);
    missing_.erase(missing_.begin());
  }
  return {};
}

std::string Anchor::joined(std::string folder) const {
  fs::path path = std::move(folder);
  for (const std::string& name : missing_) path /= name;
  return (path / name_).string();
}

std::string Anchor::path() const {
  const bool proc = !real_path(folder_).empty();
  return proc ? joined(fmt::format("/proc/self/fd/{}", folder_)) : written_;
}

std::string Anchor::shown() const {
  const std::string folder = real_path(folder_);
  return folder.empty() ? written_ : joined(folder);
}

std::string Anchor::readable(std::string text) const {
  const std::string own = path(), theirs = shown();
  for (std::size_t at = text.find(own); at != std::string::npos; at = text.find(own, at + theirs.size())) {
    text.replace(at, own.size(), theirs);
  }
  return text;
}

}  // namespace feastctl::cli
