#include "ignore_file.hpp"

#include <fnmatch.h>

#include <string_view>

#include "io.hpp"

namespace feastctl::cli {

namespace {

constexpr const char* kIgnoreName = ".feastctlignore";

/// Whether a path, in parts between slashes, fits a pattern that may hold `**` for any number of parts.
bool fits(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return path.empty();
  const std::size_t slash = std::min(pattern.find('/'), pattern.size());
  const std::string part(pattern.substr(0, slash));
  const std::string_view rest = pattern.substr(std::min(slash + 1, pattern.size()));
  if (part == "**") {
    for (std::string_view tail = path;; tail.remove_prefix(std::min(tail.find('/'), tail.size() - 1) + 1)) {
      if (rest.empty() ? !tail.empty() : fits(rest, tail)) return true;
      if (tail.empty()) return false;
    }
  }
  const std::size_t end = std::min(path.find('/'), path.size());
  if (end == 0 || ::fnmatch(part.c_str(), std::string(path.substr(0, end)).c_str(), 0) != 0) return false;
  return fits(rest, path.substr(std::min(end + 1, path.size())));
}

}  // namespace

void IgnoreFiles::enter(const std::filesystem::path& folder, std::vector<std::string>& problems) {
  std::error_code ignored;
  const std::filesystem::path file = folder / kIgnoreName;
  if (!std::filesystem::is_regular_file(file, ignored)) return;
  const InputFiles read = read_inputs({file.string()});
  problems.insert(problems.end(), read.problems.begin(), read.problems.end());
  if (read.texts.empty()) return;
  std::string_view text = read.texts.front();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.ends_with(' ') || line.ends_with('\r') || line.ends_with('\t')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    Pattern pattern{.folder = folder.string(), .text = {}};
    if (line.front() == '!') pattern.back_in = true, line.remove_prefix(1);
    if (line.ends_with('/')) pattern.folders_only = true, line.remove_suffix(1);
    pattern.anchored = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    pattern.text = line;
    patterns_.push_back(std::move(pattern));
  }
}

bool IgnoreFiles::ignores(const std::filesystem::path& path, bool is_folder) const {
  bool ignored = false;
  const std::string whole = path.string();
  const std::string name = path.filename().string();
  for (const Pattern& p : patterns_) {
    if (p.folders_only && !is_folder) continue;
    std::string_view below = whole;
    if (!below.starts_with(p.folder)) continue;
    below.remove_prefix(p.folder.size());
    while (below.starts_with('/')) below.remove_prefix(1);
    if (p.anchored ? fits(p.text, below) : fits(p.text, name)) ignored = !p.back_in;
  }
  return ignored;
}

}  // namespace feastctl::cli
