#include "ignore_file.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "io.hpp"

namespace feastctl::cli {

namespace {

constexpr const char* kIgnoreName = ".feastctlignore";

using Parts = std::vector<std::string>;

Parts parts_of(std::string_view path) {
  Parts parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    parts.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return parts;
}

/// Whether a path matches a pattern in which `**` matches any number of parts (at the end, at least one). Backtracks
/// only to the last `**`, which can match whatever an earlier one could, so no pattern is slow.
bool fits(const Parts& pattern, const Parts& path) {
  std::size_t at = 0;
  std::size_t after_stars = 0;  // in the pattern; 0 before the first `**`
  std::size_t retry = 0;        // in the path: where the rest after the stars was last tried
  for (std::size_t part = 0; part < path.size();) {
    if (at < pattern.size() && pattern[at] == "**") {
      after_stars = ++at;
      retry = part;
    } else if (at < pattern.size() && ::fnmatch(pattern[at].c_str(), path[part].c_str(), 0) == 0) {
      ++at, ++part;
    } else if (after_stars != 0) {
      at = after_stars;
      part = ++retry;
    } else {
      return false;
    }
  }
  return at == pattern.size();
}

}  // namespace

void IgnoreFiles::enter(const std::filesystem::path& folder, const Bounds& bounds, std::vector<std::string>& problems) {
  std::error_code ignored;
  const std::filesystem::path file = folder / kIgnoreName;
  if (!std::filesystem::is_regular_file(file, ignored)) return;
  const InputFiles read = read_inputs({file.string()}, bounds);
  problems.insert(problems.end(), read.problems.begin(), read.problems.end());
  if (read.texts.empty()) return;
  std::string_view text = read.texts.front();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.ends_with(' ') || line.ends_with('\r') || line.ends_with('\t')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    Pattern pattern{.folder = folder.string(), .parts = {}};
    if (line.front() == '!') pattern.back_in = true, line.remove_prefix(1);
    if (line.ends_with('/')) pattern.folders_only = true, line.remove_suffix(1);
    pattern.anchored = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    pattern.parts = parts_of(line);
    patterns_.push_back(std::move(pattern));
  }
}

bool IgnoreFiles::ignores(const std::filesystem::path& path, bool is_folder) const {
  bool ignored = false;
  const std::string whole = path.string();
  const Parts name{path.filename().string()};
  for (const Pattern& p : patterns_) {
    if (p.folders_only && !is_folder) continue;
    std::string_view below = whole;
    if (!below.starts_with(p.folder)) continue;
    below.remove_prefix(p.folder.size());
    while (below.starts_with('/')) below.remove_prefix(1);
    if (fits(p.parts, p.anchored ? parts_of(below) : name)) ignored = !p.back_in;
  }
  return ignored;
}

}  // namespace feastctl::cli
