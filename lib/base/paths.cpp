#include "base/paths.hpp"

#include <vector>

namespace feastctl {

std::string clean_path(std::string_view path) {
  const bool rooted = path.starts_with('/');
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!rooted) {
      parts.push_back(part);
    }
  }
  std::string clean = rooted ? "/" : "";
  for (const auto part : parts) {
    if (!clean.empty() && clean.back() != '/') clean += '/';
    clean += part;
  }
  return clean.empty() ? "." : clean;
}

std::string join_paths(std::string_view first, std::string_view second) {
  if (first.empty() && second.empty()) return {};
  if (first.empty()) return clean_path(second);
  if (second.empty()) return clean_path(first);
  return clean_path(std::string(first) + "/" + std::string(second));
}

bool paths_overlap(std::string_view first, std::string_view second) {
  const auto below = [](std::string_view path, std::string_view top) {
    return path.size() > top.size() && path.starts_with(top) && path[top.size()] == '/';
  };
  return first == second || below(first, second) || below(second, first);
}

}  // namespace feastctl
