#include "folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

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

/// The checksums by name; a name can have several (see FolderChange::interim_record).
using Record = std::multimap<std::string, std::string>;

bool lists(const Record& record, const std::string& name, const std::string& sha256) {
  const auto [from, to] = record.equal_range(name);
  return std::any_of(from, to, [&](const auto& entry) { return entry.second == sha256; });
}

Record read_record(const fs::path& folder, std::string& problem) {
  Record record;
  const Existing file = existing(folder / gitops::kRecord);
  problem = file.problem;
  for (gitops::RecordEntry& entry : gitops::read_record(file.text)) {
    record.emplace(std::move(entry.name), std::move(entry.sha256));
  }
  return record;
}

std::string text_of(const Record& record) {
  std::vector<gitops::RecordEntry> entries;
  for (const auto& [name, sha256] : record) entries.push_back({name, sha256});
  return gitops::record_text(entries);
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
    before_ = read_record(folder_, report_.problem);
    compare_files();
    sort_leftovers();
    std::ranges::sort(report_.written);
    if (!report_.problem.empty() || !report_.in_the_way.empty() || options_.check) return std::move(report_);
    add_record();
    const bool changes = !change_.write.empty() || !change_.remove.empty();
    if (changes) report_.problem = place_.make_folders();
    if (!report_.problem.empty() || !place_.has_folder()) return std::move(report_);
    sweep_folder(place_.path());
    if (changes) {
      ChangeResult result = change_folder(place_.path(), change_);
      report_.problem = std::move(result.problem);
      overtaken = result.overtaken;
    }
    return std::move(report_);
  }

 private:
  /// Finds the files to write, and files in their way.
  void compare_files() {
    for (const FolderFile& file : files_) {
      const Existing there = existing(folder_ / file.name);
      if (!there.problem.empty())
        report_.problem = fmt::format("{}: {}", (folder_ / file.name).string(), there.problem);
      after_.emplace(file.name, sha256_hex(file.text));
      if (there.found == Found::kFile && there.text == file.text) continue;
      const bool ours = there.found == Found::kFile && before_.contains(file.name);
      if (there.found != Found::kNothing && !ours) {
        report_.in_the_way.push_back(file.name);
        continue;
      }
      report_.written.push_back(file.name);
      change_.write.push_back(&file);
    }
  }

  /// Finds files of feastctl that are no longer rendered. A file that somebody changed no longer belongs to feastctl.
  void sort_leftovers() {
    std::set<std::string> seen;
    for (const auto& [name, sha256] : before_) {
      if (after_.contains(name) || !seen.insert(name).second) continue;
      const Existing there = existing(folder_ / name);
      if (there.found == Found::kNothing) continue;
      if (!there.problem.empty()) {
        report_.problem = fmt::format("{}: {}", (folder_ / name).string(), there.problem);
      } else if (there.found != Found::kFile || !lists(before_, name, sha256_hex(there.text))) {
        report_.changed.push_back(name);
      } else if (options_.prune) {
        report_.deleted.push_back(name);
        change_.remove.insert(name);
      } else {
        report_.left_over.push_back(name);
        kept_.emplace(name, sha256_hex(there.text));
      }
    }
  }

  /// Adds the new record; like any other file, it is not touched if it is unchanged.
  void add_record() {
    Record after = after_;
    after.insert(kept_.begin(), kept_.end());
    record_ = {std::string(gitops::kRecord), text_of(after)};
    if (existing(folder_ / gitops::kRecord).text != record_.text) change_.write.push_back(&record_);
    for (const auto& [name, sha256] : before_) {
      if (!lists(after, name, sha256)) after.emplace(name, sha256);
    }
    change_.interim_record = text_of(after);
  }

  Anchor& place_;
  fs::path folder_;
  const std::vector<FolderFile>& files_;
  FolderOptions options_;
  FolderReport report_{};
  Record before_{}, after_{}, kept_{};
  FolderFile record_{};
  FolderChange change_{};
};

}  // namespace

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
