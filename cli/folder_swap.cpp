#include "folder_swap.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "file_stamp.hpp"
#include "gitops/file_names.hpp"
#include "io.hpp"
#include "signals.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kNoReplace = 1;  // RENAME_NOREPLACE and RENAME_EXCHANGE of linux/fs.h
constexpr unsigned kExchange = 2;

std::string system_error_at(const fs::path& path) {
  return fmt::format("{}: {}", path.string(), std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
}

bool rename_with([[maybe_unused]] const fs::path& from, [[maybe_unused]] const fs::path& to,
                 [[maybe_unused]] unsigned flags) {
#ifdef SYS_renameat2
  return ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0;
#else
  errno = ENOSYS;
  return false;
#endif
}

/// Deletes leftovers of a killed run: folders with such a name belong to feastctl, and nobody holds their lock. Returns
/// whether none is left.
bool sweep(const fs::path& parent, const std::string& prefix) {
  struct Close {
    void operator()(DIR* folder) const { ::closedir(folder); }
  };
  // A directory_iterator would make a path of each name, and a rendered folder may have a hundred thousand.
  const std::unique_ptr<DIR, Close> folder(::opendir(parent.c_str()));
  if (folder == nullptr) return false;
  bool clean = true;
  errno = 0;
  while (const dirent* entry = ::readdir(folder.get())) {  // NOLINT(concurrency-mt-unsafe): nobody else has the stream
    const std::string_view name = entry->d_name;
    std::error_code ignored;
    if (!name.starts_with(prefix) || name.size() != prefix.size() + 6) continue;
    const fs::path path = parent / name;
    if (fs::is_directory(path, ignored)) {
      const int lock = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0) fs::remove_all(path, ignored);
      if (lock >= 0) ::close(lock);
      clean &= !fs::exists(path, ignored);
    }
    errno = 0;
  }
  return clean && errno == 0;
}

constexpr std::string_view kInside = ".feastctl-staging-";

/// The prefix of hidden folders next to a folder.
std::string beside(const fs::path& folder) {
  return fmt::format(".{}.feastctl-", folder.filename().string());
}

/// A hidden folder used during a change. If nobody holds its lock, its creator was killed, and any run may delete it.
class Staging {
 public:
  static std::optional<Staging> make(const fs::path& parent, const std::string& prefix) {
    std::string path = (parent / (prefix + "XXXXXX")).string();
    if (::mkdtemp(path.data()) == nullptr) return std::nullopt;
    const int lock = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
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
  /// Uses the open folder, because its name can have become a link.
  [[nodiscard]] bool set_mode(mode_t mode) const { return ::fchmod(lock_, mode) == 0; }
  /// Releases ownership of the folder.
  void release() { path_.clear(); }

 private:
  Staging(fs::path path, int lock) : path_(std::move(path)), lock_(lock) {}

  fs::path path_;
  int lock_;
};

/// Writes files that are not visible yet; a pending signal ends the program.
std::string write_files(const std::vector<const FolderFile*>& files, const fs::path& folder, const SignalsHeld& held) {
  for (const FolderFile* file : files) {
    if (held.waiting()) return "ended by a signal";
    const std::string problem = write_new_file((folder / file->name).string(), file->text);
    if (!problem.empty()) return fmt::format("{}: {}", (folder / file->name).string(), problem);
  }
  return {};
}

// --- the whole folder at once

/// The unchanged entries of a folder, or nothing if there is a folder among them.
std::optional<std::set<std::string>> staying(const fs::path& folder, const FolderChange& change) {
  std::set<std::string> rewritten;
  for (const FolderFile* file : change.write) rewritten.insert(file->name);
  std::set<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code unknown;
    if (fs::is_directory(it->symlink_status(unknown)) || unknown) return std::nullopt;
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

/// After the exchange, moves files from the old folder that somebody created meanwhile.
void rescue(const fs::path& old, const fs::path& folder, const std::set<std::string>& stayed,
            const FolderChange& change) {
  std::error_code error;
  for (fs::directory_iterator it(old, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    const fs::directory_entry& entry = *it;
    const std::string name = entry.path().filename().string();
    if (stayed.contains(name)) {
      if (!same_file(entry.path(), folder / name)) ::rename(entry.path().c_str(), (folder / name).c_str());
    } else if (!change.remove.contains(name)) {
      rename_with(entry.path(), folder / name,
                  kNoReplace);  // a file of feastctl stays behind, because the new one is in place
    }
  }
}

/// Sets the mode of `to` to that of `from`; returns false if they have different owners.
bool take_over_looks(const fs::path& from, const Staging& to) {
  struct stat old {};
  struct stat fresh {};
  return ::lstat(from.c_str(), &old) == 0 && ::lstat(to.path().c_str(), &fresh) == 0 && old.st_uid == fresh.st_uid &&
         old.st_gid == fresh.st_gid && to.set_mode(old.st_mode & 07777U);
}

/// Returns whether it succeeded; if not, nothing has changed, and the result has a problem if another way would not
/// help either.
bool exchange(const fs::path& folder, const FolderChange& change, const SignalsHeld& held, ChangeResult& result) {
  std::error_code error;
  if (fs::equivalent(".", folder, error)) return false;
  const auto stayed = staying(folder, change);
  if (!stayed) return false;
  auto staging = Staging::make(folder.parent_path(), beside(folder));
  if (!staging) return false;
  if (!take_over_looks(folder, *staging)) return false;
  for (const std::string& name : *stayed) {
    if (::linkat(AT_FDCWD, (folder / name).c_str(), AT_FDCWD, (staging->path() / name).c_str(), 0) != 0) return false;
  }
  result.problem = write_files(change.write, staging->path(), held);
  if (!result.problem.empty()) return false;
  result.published = time_now();
  if (!rename_with(staging->path(), folder, kExchange)) return false;
  rescue(staging->path(), folder, *stayed, change);
  return true;  // `staging` deletes the rest of the old folder
}

/// Creates a new folder: next to its final path, and then renamed.
ChangeResult create(const fs::path& folder, const FolderChange& change, const SignalsHeld& held) {
  std::error_code error;
  auto staging = Staging::make(folder.parent_path(), beside(folder));
  if (!staging) return {system_error_at(folder.parent_path())};
  [[maybe_unused]] const bool done = staging->set_mode(mode_of_new(0777));  // some file systems have no modes
  const std::string problem = write_files(change.write, staging->path(), held);
  const bool swept = !fs::exists(staging->path(), error);  // by a run that saw it before its lock
  if (!problem.empty()) return {problem, swept};
  const std::int64_t published = time_now();
  if (!rename_with(staging->path(), folder, kNoReplace) && ::rename(staging->path().c_str(), folder.c_str()) != 0) {
    return {system_error_at(folder), swept || fs::exists(folder, error)};
  }
  staging->release();
  return {.published = published};
}

// --- file by file

/// Moves files one by one; can be undone.
class Moves {
 public:
  Moves(fs::path staging, fs::path folder) : staging_(std::move(staging)), folder_(std::move(folder)) {}

  /// Moves a staged file into the folder or, without one, deletes the file with that name.
  bool put(const std::string* staged, const std::string& name) {
    const fs::path kept = staging_ / fmt::format("old.{}", done_.size());
    const bool was_there = ::linkat(AT_FDCWD, (folder_ / name).c_str(), AT_FDCWD, kept.c_str(), 0) == 0;
    const bool fine = staged != nullptr ? ::rename((staging_ / *staged).c_str(), (folder_ / name).c_str()) == 0
                                        : ::unlink((folder_ / name).c_str()) == 0 || errno == ENOENT;
    if (!fine) {
      problem_ = system_error_at(folder_ / name);
      return false;
    }
    done_.push_back({name, was_there ? kept : fs::path()});
    return true;
  }

  /// Restores the folder, as far as possible.
  void take_back() {
    for (; !done_.empty(); done_.pop_back()) {
      const fs::path name = folder_ / done_.back().name;
      if (done_.back().kept.empty()) {
        ::unlink(name.c_str());
      } else {
        ::rename(done_.back().kept.c_str(), name.c_str());
      }
    }
  }

  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  struct Done {
    std::string name;
    fs::path kept;  ///< a link to the previous file
  };
  fs::path staging_, folder_;
  std::vector<Done> done_;
  std::string problem_;
};

/// The record is written first, with old and new files, and last, with the remaining ones.
bool move_all(Moves& moves, const FolderChange& change, const std::string& interim) {
  const std::string record(gitops::kRecord);
  if (!moves.put(&interim, record)) return false;
  for (const FolderFile* file : change.write) {
    if (file->name != record && !moves.put(&file->name, file->name)) return false;
  }
  for (const std::string& name : change.remove) {
    if (!moves.put(nullptr, name)) return false;
  }
  for (const FolderFile* file : change.write) {
    if (file->name == record && !moves.put(&file->name, record)) return false;
  }
  return true;
}

ChangeResult replace_files(const fs::path& folder, const FolderChange& change, const SignalsHeld& held) {
  auto staging = Staging::make(folder, std::string(kInside));
  if (!staging) return {system_error_at(folder)};
  const FolderFile interim{"interim", change.interim_record()};
  std::vector<const FolderFile*> files = change.write;
  files.push_back(&interim);
  std::string problem = write_files(files, staging->path(), held);
  if (!problem.empty()) return {problem};
  const std::int64_t published = time_now();
  Moves moves(staging->path(), folder);
  if (move_all(moves, change, interim.name)) {
    const fs::path path = staging->path();
    staging.reset();
    std::error_code error;
    return {.published = published, .clean = !fs::exists(path, error)};
  }
  moves.take_back();
  return {moves.problem()};
}

}  // namespace

void sweep_beside(const std::string& folder) {
  const fs::path path(folder);
  sweep(path.parent_path(), beside(path));
}

bool sweep_inside(const std::string& folder) {
  return sweep(folder, std::string(kInside));
}

ChangeResult change_folder(const std::string& folder, const FolderChange& change) {
  const SignalsHeld held;  // the change is completed or undone before the program ends
  const fs::path path(folder);
  std::error_code error;
  if (!fs::exists(path, error)) return create(path, change, held);
  if (change.makes_folder) return {fmt::format("{}: created by another run of feastctl", folder), true};
  ChangeResult result;
  if (!change.one_by_one && (exchange(path, change, held, result) || !result.problem.empty())) return result;
  return replace_files(path, change, held);
}

}  // namespace feastctl::cli
