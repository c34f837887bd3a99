#include "listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "folder.hpp"
#include "gitops/file_names.hpp"
#include "ignore_file.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWayOut = "; remove it, or name it in .feastctlignore";

std::string_view what_it_is(fs::file_type type) {
  switch (type) {
    case fs::file_type::fifo: return "a named pipe";
    case fs::file_type::socket: return "a socket";
    case fs::file_type::block:
    case fs::file_type::character: return "a device";
    default: return "not a regular file";
  }
}

class Listing {
 public:
  Listing(RenderedFolders rendered, const Bounds& bounds, std::vector<std::string>& problems)
      : rendered_(rendered), bounds_(bounds), problems_(problems) {}

  void enter(const fs::path& folder) {
    if (rendered_ == RenderedFolders::kRead && is_rendered_folder(folder.string()) && take_recorded(folder)) return;
    ignore_.enter(folder, bounds_, problems_);
    std::error_code error;
    for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator(); it.increment(error)) {
      take(*it);
    }
    if (error) problems_.push_back(fmt::format("{}: {}", folder.string(), error.message()));
  }

  std::vector<std::string> sorted() {
    std::ranges::sort(found_);
    return std::move(found_);
  }

 private:
  /// Adds the files that feastctl wrote to a folder, and nothing else there. Returns false if there is no record of
  /// them.
  bool take_recorded(const fs::path& folder) {
    std::string record;
    if (!read_file((folder / gitops::kRecord).string(), record).empty()) return false;
    std::set<std::string> names;
    for (const gitops::RecordEntry& entry : gitops::read_record(record)) names.emplace(entry.name);
    std::error_code ignored;
    for (const std::string& name : names) {
      const fs::path file = folder / name;
      if (is_manifest(name) && fs::exists(file, ignored)) found_.push_back(file.string());
    }
    return true;
  }

  void take(const fs::directory_entry& entry) {
    const fs::path& path = entry.path();
    std::error_code error;
    const fs::file_status status = entry.status(error);
    const bool is_folder = fs::is_directory(status);
    if (path.filename().string().starts_with('.') || ignore_.ignores(path, is_folder)) return;
    std::error_code ignored;
    if (is_folder) {
      const bool output = rendered_ == RenderedFolders::kSkip && is_rendered_folder(path.string());
      if (!entry.is_symlink(ignored) && !output) enter(path);
    } else if (!is_manifest(path.string())) {
      return;
    } else if (fs::is_regular_file(status)) {
      found_.push_back(path.string());
    } else if (status.type() == fs::file_type::not_found) {
      problems_.push_back(fmt::format("{}: broken symbolic link to {}{}", path.string(),
                                      fs::read_symlink(path, ignored).string(), kWayOut));
    } else {
      problems_.push_back(
          fmt::format("{}: {}{}", path.string(), error ? error.message() : what_it_is(status.type()), kWayOut));
    }
  }

  RenderedFolders rendered_;
  const Bounds& bounds_;
  std::vector<std::string>& problems_;
  std::vector<std::string> found_;
  IgnoreFiles ignore_;
};

}  // namespace

bool is_manifest(std::string_view path) {
  const std::string extension = fs::path(path).extension().string();
  return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

std::vector<std::string> manifests_below(const std::string& folder, std::vector<std::string>& problems,
                                         RenderedFolders rendered, const Bounds& bounds) {
  Listing listing(rendered, bounds, problems);
  listing.enter(folder);
  return listing.sorted();
}

}  // namespace feastctl::cli
