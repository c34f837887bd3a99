#include "real_path.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <filesystem>
#include <system_error>

namespace feastctl::cli {

namespace fs = std::filesystem;

std::string real_path(int fd) {
  std::array<char, PATH_MAX> target{};
  const std::string self = fmt::format("/proc/self/fd/{}", fd);
  const ssize_t size = ::readlink(self.c_str(), target.data(), target.size());
  if (size <= 0 || static_cast<std::size_t>(size) == target.size()) return {};
  return {target.data(), static_cast<std::size_t>(size)};
}

std::string real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? std::string() : real.string();
}

bool is_below(const std::string& path, const std::string& folder) {
  if (!path.starts_with(folder)) return false;
  return path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/';
}

std::string absolute_path(const std::string& path) {
  std::error_code error;
  std::string whole = fs::absolute(path, error).lexically_normal().string();
  if (whole.size() > 1 && whole.ends_with('/')) whole.pop_back();
  return whole;
}

std::string repository_of(const std::string& path) {
  std::error_code error;
  for (fs::path folder = absolute_path(path);; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error)) return folder.string();
    if (folder == folder.parent_path()) return {};
  }
}

bool is_systems_own(const std::string& path) {
  const std::string whole = absolute_path(path);
  return is_below(whole, "/dev") || is_below(whole, "/proc");
}

}  // namespace feastctl::cli
