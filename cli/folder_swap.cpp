#include "folder_swap.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "gitops/file_names.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kNoReplace = 1;  // RENAME_NOREPLACE and RENAME_EXCHANGE of linux/fs.h
constexpr unsigned kExchange = 2;

std::string system_error_at(const fs::path& path) {
  return fmt::format("{}: {}", path.string(), std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
}

bool rename_with(const fs::path& from, const fs::path& to, unsigned flags) {
#ifdef SYS_renameat2
  return ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0;
#else
  errno = ENOSYS;
  return false;
#endif
}

/// Keeps signals that end programs waiting until many small steps are done.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_{};
};

/// Deletes what a run that was killed left behind: such a folder is ours by its name, and nobody holds its lock.
void sweep(const fs::path& parent, const std::string& prefix) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    const std::string name = entry.path().filename().string();
    std::error_code ignored;
    if (!name.starts_with(prefix) || name.size() != prefix.size() + 6 || !entry.is_directory(ignored)) continue;
    const int lock = ::open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (lock < 0) continue;
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0) fs::remove_all(entry.path(), ignored);
    ::close(lock);
  }
}

constexpr std::string_view kInside = ".feastctl-staging-";

/// The beginning of the names of hidden folders beside a folder.
std::string beside(const fs::path& folder) {
  return fmt::format(".{}.feastctl-", folder.filename().string());
}

/// A hidden folder of ours for as long as a change is under way. Whoever finds one that nobody holds a lock on may
/// delete it: its maker was killed.
class Staging {
 public:
  static std::optional<Staging> make(const fs::path& parent, const std::string& prefix) {
    std::string path = (parent / (prefix + "XXXXXX")).string();
    if (::mkdtemp(path.data()) == nullptr) return std::nullopt;
    const int lock = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock >= 0) ::flock(lock, LOCK_EX | LOCK_NB);
    return Staging(path, lock);
  }
  Staging(Staging&& other) noexcept : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {
    other.path_.clear();
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  Staging& operator=(Staging&&) = delete;
  ~Staging() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
    if (lock_ >= 0) ::close(lock_);
  }

  [[nodiscard]] const fs::path& path() const { return path_; }
  /// The folder is somebody else's business from now on.
  void release() { path_.clear(); }

 private:
  Staging(fs::path path, int lock) : path_(std::move(path)), lock_(lock) {}

  fs::path path_;
  int lock_;
};

std::string write_files(const std::vector<const FolderFile*>& files, const fs::path& folder) {
  for (const FolderFile* file : files) {
    const std::string problem = write_new_file((folder / file->name).string(), file->text);
    if (!problem.empty()) return fmt::format("{}: {}", (folder / file->name).string(), problem);
  }
  return {};
}

// --- the whole folder at once

/// The entries of a folder that stay as they are, or nothing when a folder is among them.
std::optional<std::set<std::string>> staying(const fs::path& folder, const FolderChange& change) {
  std::set<std::string> rewritten;
  for (const FolderFile* file : change.write) rewritten.insert(file->name);
  std::set<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (fs::is_directory(entry.symlink_status(error))) return std::nullopt;
    if (!rewritten.contains(name) && !change.remove.contains(name)) names.insert(name);
  }
  if (error) return std::nullopt;
  return names;
}

bool same_file(const fs::path& a, const fs::path& b) {
  struct stat one {};
  struct stat other {};
  return ::lstat(a.c_str(), &one) == 0 && ::lstat(b.c_str(), &other) == 0 && one.st_ino == other.st_ino &&
         one.st_dev == other.st_dev;
}

/// Takes from the old folder, after the exchange, what somebody put there while we worked.
void rescue(const fs::path& old, const fs::path& folder, const std::set<std::string>& stayed,
            const FolderChange& change) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(old, error)) {
    const std::string name = entry.path().filename().string();
    if (stayed.contains(name)) {
      if (!same_file(entry.path(), folder / name)) ::rename(entry.path().c_str(), (folder / name).c_str());
    } else if (!change.remove.contains(name)) {
      rename_with(entry.path(), folder / name, kNoReplace);  // one of ours stays behind: its successor is in place
    }
  }
}

/// Gives `to` the mode of `from`; false where the two belong to different people.
bool take_over_looks(const fs::path& from, const fs::path& to) {
  struct stat old {};
  struct stat fresh {};
  return ::stat(from.c_str(), &old) == 0 && ::stat(to.c_str(), &fresh) == 0 && old.st_uid == fresh.st_uid &&
         old.st_gid == fresh.st_gid && ::chmod(to.c_str(), old.st_mode & 07777U) == 0;
}

/// Whether it was done; if not, nothing has changed, and `problem` says whether there is no use in another way.
bool exchange(const fs::path& folder, const FolderChange& change, std::string& problem) {
  std::error_code error;
  if (fs::current_path(error) == folder) return false;
  const auto stayed = staying(folder, change);
  if (!stayed) return false;
  auto staging = Staging::make(folder.parent_path(), beside(folder));
  if (!staging) return false;
  if (!take_over_looks(folder, staging->path())) return false;
  for (const std::string& name : *stayed) {
    if (::linkat(AT_FDCWD, (folder / name).c_str(), AT_FDCWD, (staging->path() / name).c_str(), 0) != 0) return false;
  }
  problem = write_files(change.write, staging->path());
  if (!problem.empty()) return false;
  const SignalsHeld held;
  if (!rename_with(staging->path(), folder, kExchange)) return false;
  rescue(staging->path(), folder, *stayed, change);
  return true;  // and what is left of the old folder goes with `staging`
}

/// A folder that is not there yet: made beside its place, and named in one step.
std::string create(const fs::path& folder, const FolderChange& change) {
  std::error_code error;
  fs::create_directories(folder.parent_path(), error);
  if (error) return fmt::format("{}: {}", folder.parent_path().string(), error.message());
  auto staging = Staging::make(folder.parent_path(), beside(folder));
  if (!staging) return system_error_at(folder.parent_path());
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::chmod(staging->path().c_str(), 0777U & ~mask);
  std::string problem = write_files(change.write, staging->path());
  if (!problem.empty()) return problem;
  if (!rename_with(staging->path(), folder, kNoReplace) && ::rename(staging->path().c_str(), folder.c_str()) != 0) {
    return system_error_at(folder);
  }
  staging->release();
  return {};
}

// --- file by file

std::string replace_files(const fs::path& folder, const FolderChange& change) {
  auto staging = Staging::make(folder, std::string(kInside));
  if (!staging) return system_error_at(folder);
  const FolderFile interim{"interim", change.interim_record};
  std::vector<const FolderFile*> files = change.write;
  files.push_back(&interim);
  std::string problem = write_files(files, staging->path());
  if (!problem.empty()) return problem;

  const SignalsHeld held;
  const auto move = [&](const std::string& from, const std::string& to) {
    if (::rename((staging->path() / from).c_str(), (folder / to).c_str()) == 0) return true;
    problem = system_error_at(folder / to);
    return false;
  };
  if (!move(interim.name, std::string(gitops::kRecord))) return problem;
  for (const FolderFile* file : change.write) {
    if (file->name != gitops::kRecord && !move(file->name, file->name)) return problem;
  }
  for (const std::string& name : change.remove) {
    if (::unlink((folder / name).c_str()) != 0 && errno != ENOENT) return system_error_at(folder / name);
  }
  for (const FolderFile* file : change.write) {
    if (file->name == gitops::kRecord) move(file->name, file->name);
  }
  return problem;
}

}  // namespace

void sweep_folder(const std::string& folder) {
  const fs::path path(folder);
  sweep(path.parent_path(), beside(path));
  sweep(path, std::string(kInside));
}

std::string change_folder(const std::string& folder, const FolderChange& change) {
  const fs::path path(folder);
  std::error_code error;
  if (!fs::exists(path, error)) return create(path, change);
  std::string problem;
  if (exchange(path, change, problem) || !problem.empty()) return problem;
  return replace_files(path, change);
}

}  // namespace feastctl::cli
