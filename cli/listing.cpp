#include "listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "folder.hpp"
#include "ignore_file.hpp"

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
    default: return "no file";
  }
}

class Listing {
 public:
  explicit Listing(std::vector<std::string>& problems) : problems_(problems) {}

  void enter(const fs::path& folder) {
    ignore_.enter(folder, problems_);
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
  void take(const fs::directory_entry& entry) {
    const fs::path& path = entry.path();
    std::error_code error;
    const fs::file_status status = entry.status(error);
    const bool is_folder = fs::is_directory(status);
    if (path.filename().string().starts_with('.') || ignore_.ignores(path, is_folder)) return;
    std::error_code ignored;
    if (is_folder) {
      if (!entry.is_symlink(ignored) && !is_rendered_folder(path.string())) enter(path);
    } else if (!is_manifest(path.string())) {
      return;
    } else if (fs::is_regular_file(status)) {
      found_.push_back(path.string());
    } else if (status.type() == fs::file_type::not_found) {
      problems_.push_back(fmt::format("{}: a link to what is not there: {}{}", path.string(),
                                      fs::read_symlink(path, ignored).string(), kWayOut));
    } else {
      problems_.push_back(
          fmt::format("{}: {}{}", path.string(), error ? error.message() : what_it_is(status.type()), kWayOut));
    }
  }

  std::vector<std::string>& problems_;
  std::vector<std::string> found_;
  IgnoreFiles ignore_;
};

}  // namespace

bool is_manifest(std::string_view path) {
  const std::string extension = fs::path(path).extension().string();
  return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

std::vector<std::string> manifests_below(const std::string& folder, std::vector<std::string>& problems) {
  Listing listing(problems);
  listing.enter(folder);
  return listing.sorted();
}

}  // namespace feastctl::cli
