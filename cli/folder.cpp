#include "folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <functional>
#include <iterator>
#include <span>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "base/sha256.hpp"
#include "folder_lock.hpp"
#include "folder_swap.hpp"
#include "gitops/file_names.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

/// An existing file in the folder.
enum class Found : unsigned char { kNothing, kFile, kOther };

struct Existing {
  Found found = Found::kNothing;
  std::string text;
  std::string problem;
};

/// Links are not followed, because feastctl did not write their targets.
Existing existing(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (error) return {Found::kOther, {}, error.message()};
  if (status.type() != fs::file_type::regular) return {Found::kOther, {}, {}};
  Existing result{Found::kFile, {}, {}};
  result.problem = read_file(path.string(), result.text);
  return result;
}

/// The checksums by name, sorted; a name can have several (see FolderChange::interim_record).
using Record = std::vector<gitops::RecordEntry>;

constexpr auto kByName = &gitops::RecordEntry::name;

std::span<const gitops::RecordEntry> entries_of(const Record& record, std::string_view name) {
  const auto first = std::ranges::lower_bound(record, name, {}, kByName);
  auto last = first;
  while (last != record.end() && last->name == name) ++last;
  return {first, last};
}

bool lists(const Record& record, std::string_view name, std::string_view sha256) {
  return std::ranges::any_of(entries_of(record, name), [&](const auto& entry) { return entry.sha256 == sha256; });
}

/// The entries in the text of a record.
Record record_in(std::string_view text) {
  Record record = gitops::read_record(text);
  if (!std::ranges::is_sorted(record)) std::ranges::sort(record);
  return record;
}

/// Both together.
Record merged(const Record& one, const Record& other) {
  Record all;
  all.reserve(one.size() + other.size());
  std::ranges::merge(one, other, std::back_inserter(all));
  return all;
}

/// Why a folder (a canonical path) must not be written to, or an empty string.
std::string unsafe(const fs::path& folder) {
  if (folder == folder.root_path()) return "is the root of the file system";
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): no thread changes it
  std::error_code error;
  if (home != nullptr && *home != '\0' && fs::weakly_canonical(home, error) == folder) return "is the home folder";
  const fs::path here = fs::current_path(error);
  const auto inside = fs::relative(here, folder, error);
  if (!error && inside != "." && *inside.begin() != "..") return "contains the current folder";
  const fs::file_status status = fs::status(folder, error);
  if (fs::exists(status) && !fs::is_directory(status)) return "is not a folder";
  return {};
}

/// The work of one call, step by step.
class Plan {
 public:
  Plan(Anchor& place, const std::vector<FolderFile>& files, const FolderOptions& options, bool makes_folder)
      : place_(place), folder_(place.path()), files_(files), options_(options) {
    change_.makes_folder = makes_folder;
  }

  /// Sets `overtaken` if another run created the folder meanwhile.
  FolderReport carry_out(bool& overtaken) {
    std::string record;
    if (!read_record(record)) return std::move(report_);
    keep_files();
    compare_files();
    sort_leftovers();
    std::ranges::sort(report_.written);
    if (!report_.problem.empty() || !report_.in_the_way.empty() || options_.check) return std::move(report_);
    add_record();
    const bool changes = !change_.write.empty() || !change_.remove.empty();
    if (changes) report_.problem = place_.make_folders();
    if (!report_.problem.empty() || !place_.has_folder()) return std::move(report_);
    sweep_beside(place_.path());
    report_.clean = options_.unlisted || sweep_inside(place_.path());
    if (changes) {
      ChangeResult result = change_folder(place_.path(), change_);
      report_.problem = std::move(result.problem);
      report_.published = result.published;
      report_.clean &= result.clean;
      overtaken = result.overtaken;
    }
    report_.record = std::move(record_.text);
    return std::move(report_);
  }

 private:
  /// Reads the folder's record into `text`, unless the caller knows it; returns false if it is another one.
  bool read_record(std::string& text) {
    if (options_.record == nullptr || !options_.record->is_still(folder_.string())) {
      const Existing record = existing(folder_ / gitops::kRecord);
      report_.problem = record.problem;
      text = record.text;
      report_.overtaken = options_.record != nullptr && options_.record->text != text;
    }
    before_ = record_in(options_.record == nullptr ? std::string_view(text) : options_.record->text);
    return !report_.overtaken;
  }

  /// Takes over the entries of files that are as before.
  void keep_files() {
    const auto is_kept = [](const FolderFile& file) { return file.as_before; };
    kept_ = static_cast<std::size_t>(std::ranges::count_if(files_, is_kept));
    if (kept_ == 0) return;
    std::vector<bool> keeps(before_.size(), true);
    std::size_t others = 0;  // entries of rendered files that are not as before
    for (const FolderFile& file : files_) {
      if (file.as_before) continue;
      const auto entry = entries_of(before_, file.name);
      if (entry.empty()) continue;
      keeps[static_cast<std::size_t>(&entry.front() - before_.data())] = false;
      ++others;
    }
    if (kept_ + others != before_.size()) {  // some are left over
      std::unordered_set<std::string_view> names;
      names.reserve(kept_);
      for (const FolderFile& file : files_) {
        if (file.as_before) names.insert(file.name);
      }
      for (std::size_t i = 0; i < before_.size(); ++i) keeps[i] = names.contains(before_[i].name);
    }
    after_.reserve(before_.size());
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (keeps[i]) after_.push_back(before_[i]);
    }
  }

  std::string_view sum_of(std::string_view text) { return sums_.emplace_back(sha256_hex(text)); }

  /// Finds the files to write, and files in their way.
  void compare_files() {
    Record compared;
    for (const FolderFile& file : files_) {
      if (file.as_before) continue;
      const Existing there = existing(folder_ / file.name);
      if (!there.problem.empty())
        report_.problem = fmt::format("{}: {}", (folder_ / file.name).string(), there.problem);
      compared.push_back({file.name, sum_of(file.text)});
      if (there.found == Found::kFile && there.text == file.text) continue;
      const bool ours = there.found == Found::kFile && !entries_of(before_, file.name).empty();
      if (there.found != Found::kNothing && !ours) {
        report_.in_the_way.push_back(file.name);
        continue;
      }
      report_.written.push_back(file.name);
      change_.write.push_back(&file);
    }
    std::ranges::sort(compared);
    after_ = merged(after_, compared);
  }

  /// Finds files of feastctl that are no longer rendered. A file that somebody changed no longer belongs to feastctl.
  void sort_leftovers() {
    auto next = after_.begin();
    std::string_view last;
    for (const auto& [name, sha256] : before_) {
      while (next != after_.end() && next->name < name) ++next;
      if ((next != after_.end() && next->name == name) || std::exchange(last, name) == name) continue;
      sort_leftover(std::string(name));
    }
  }

  void sort_leftover(const std::string& name) {
    const Existing there = existing(folder_ / name);
    if (there.found == Found::kNothing) return;
    if (!there.problem.empty()) {
      report_.problem = fmt::format("{}: {}", (folder_ / name).string(), there.problem);
      return;
    }
    const std::string_view sum = sum_of(there.text);
    if (there.found != Found::kFile || !lists(before_, name, sum)) {
      report_.changed.push_back(name);
    } else if (options_.prune) {
      report_.deleted.push_back(name);
      change_.remove.insert(name);
    } else {
      report_.left_over.push_back(name);
      left_.push_back({std::ranges::lower_bound(before_, name, {}, kByName)->name, sum});
    }
  }

  /// Adds the new record; like any other file, it is not touched if it is unchanged.
  void add_record() {
    const Record after = merged(after_, left_);
    if (options_.record != nullptr && after == before_) {
      record_.text = options_.record->text;
      return;
    }
    record_ = {std::string(gitops::kRecord), gitops::record_text(after)};
    if (options_.record != nullptr || existing(folder_ / gitops::kRecord).text != record_.text)
      change_.write.push_back(&record_);
    change_.interim_record = [this, after] {
      Record gone;
      std::ranges::set_difference(before_, after, std::back_inserter(gone));
      return gitops::record_text(merged(after, gone));
    };
    constexpr std::size_t kFew = 20;  // of so many, one
    change_.one_by_one = (change_.write.size() + change_.remove.size()) * kFew < kept_;
  }

  Anchor& place_;
  fs::path folder_;
  const std::vector<FolderFile>& files_;
  FolderOptions options_;
  FolderReport report_{};
  Record before_{}, after_{}, left_{};
  std::size_t kept_ = 0;            ///< the files that are as before
  std::deque<std::string> sums_{};  ///< what entries refer to
  FolderFile record_{};
  FolderChange change_{};
};

}  // namespace

bool KnownRecord::is_still(const std::string& folder) const {
  const int fd = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  FileStamp now;
  const bool same = fd >= 0 && read_stamp(fd, std::string(gitops::kRecord).c_str(), now) && now == stamp;
  if (fd >= 0) ::close(fd);
  return same && !stamp.is_from(read);
}

FolderReport write_folder(const std::string& folder, const std::vector<FolderFile>& files,
                          const FolderOptions& options) {
  FolderReport report;
  Anchor place(folder, options.links);
  report.led_astray = place.led_astray();
  if (report.led_astray) {
    report.refused = fmt::format("cannot be written to: {}", place.problem());
  } else if (!place.problem().empty()) {
    report.problem = fmt::format("{}: {}", folder, place.problem());
  } else {
    report.refused = folder.empty() ? "has no name" : unsafe(place.shown());
  }
  if (!report.refused.empty() || !report.problem.empty()) return report;
  constexpr int kMostTurns = 5;
  for (int turn = 1;; ++turn) {
    const FolderLock lock(place.path(), options.check);
    if (lock.busy()) {
      report.problem = fmt::format("{}: locked by another run of feastctl", place.shown());
      return report;
    }
    bool overtaken = false;
    report = Plan(place, files, options, lock.missing()).carry_out(overtaken);
    report.problem = place.readable(std::move(report.problem));
    std::error_code error;
    overtaken |= lock.missing() && !report.in_the_way.empty() && fs::exists(place.path(), error);
    if (!overtaken || turn == kMostTurns) return report;
  }
}

bool is_rendered_folder(const std::string& folder) {
  std::error_code error;
  return fs::is_regular_file(fs::path(folder) / gitops::kRecord, error);
}

}  // namespace feastctl::cli
