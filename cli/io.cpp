#include "io.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "listing.hpp"
#include "real_path.hpp"
#include "report/visible.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestInput = 256ULL << 20U;  // limits endless pipes
constexpr const char* kTooLarge = "larger than the limit of 256 MiB; split the file";
constexpr std::size_t kPipe = std::size_t{64} * 1024;  // the expected size if it is unknown

/// Reads a descriptor to its end; returns an error message, or an empty string. `expected` is the expected size.
std::string read_all(int fd, std::string& text, std::size_t expected) {
  std::size_t used = 0;
  text.resize(expected + 1);  // one more, to detect the end
  for (;;) {
    if (used == text.size()) text.resize(text.size() * 2);
    const ssize_t n = ::read(fd, text.data() + used, text.size() - used);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return std::strerror(errno);
    if (n == 0) break;
    used += static_cast<std::size_t>(n);
    if (used > kLargestInput) return kTooLarge;
  }
  text.resize(used);
  return {};
}

void add_input(InputFiles& inputs, const std::string& name, std::string text) {
  inputs.texts.push_back(std::move(text));
  inputs.sources.add(name, inputs.texts.back());
}

/// Reads a file or a pipe, see read_all.
std::string read_whole(int fd, std::string& text) {
  struct stat status {};
  const bool regular = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  const std::size_t size = regular ? static_cast<std::size_t>(status.st_size) : kPipe;
  return size > kLargestInput ? kTooLarge : read_all(fd, text, size);
}

/// Adds the content of a descriptor; returns an error message, or an empty string.
std::string add_descriptor(InputFiles& inputs, const std::string& name, int fd) {
  if (const auto mapped = inputs.mapped.add(fd)) {
    inputs.sources.add(name, *mapped);
    return {};
  }
  std::string text;
  std::string problem = read_whole(fd, text);
  if (problem.empty()) add_input(inputs, name, std::move(text));
  return problem;
}

constexpr std::string_view kFollow = "; pass --follow-links to allow this";

/// Why the file opened as `path` must not be read, or an empty string. If no folders are given, it must be in the same
/// Git repository as `path`; outside a repository, whoever passes a path vouches for its links.
std::string strayed(int fd, const std::string& path, const std::vector<std::string>& roots) {
  std::string real = real_path(fd);
  if (real.empty()) real = real_path(path);
  if (!real.starts_with('/')) return {};  // a pipe
  if (!roots.empty()) {
    if (std::ranges::any_of(roots, [&](const std::string& root) { return is_below(real, root); })) return {};
    return fmt::format("leads out of the input folder, to {}", real);
  }
  const std::string written = absolute_path(path);
  if (real == written || is_systems_own(path)) return {};
  const std::string repository = repository_of(written);
  if (repository.empty() || is_below(real, real_path(repository))) return {};
  return fmt::format("leads out of its repository, to {}", real);
}

void add_file(InputFiles& inputs, const std::string& path, const Bounds& bounds) {
  const bool standard_input = path == "-";
  const int fd = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string problem = fd < 0 ? std::strerror(errno) : "";
  if (fd >= 0 && !standard_input && !bounds.follow_links) problem = strayed(fd, path, bounds.roots);
  if (fd >= 0 && !problem.empty() && bounds.can_be_lifted) problem += kFollow;
  if (problem.empty()) problem = add_descriptor(inputs, path, fd);
  if (fd >= 0 && !standard_input) ::close(fd);
  if (problem.empty()) return;
  inputs.problems.push_back(fmt::format("{}: {}", standard_input ? "standard input" : path, problem));
}

}  // namespace

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::string read_file(const std::string& path, std::string& text) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return std::strerror(errno);
  std::string problem = read_whole(fd, text);
  ::close(fd);
  return problem;
}

namespace {

std::string write_to(const std::string& path, int how, std::string_view text) {
  constexpr mode_t kMode = 0666;  // reduced by the umask
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, kMode);
  if (fd < 0) return std::strerror(errno);
  const bool written = write_all(fd, text);
  const int error = errno;
  if (::close(fd) == 0 && written) return {};
  return std::strerror(written ? errno : error);
}

}  // namespace

std::string write_new_file(const std::string& path, std::string_view text) {
  return write_to(path, O_EXCL, text);
}

std::string append_to_file(const std::string& path, std::string_view text) {
  return write_to(path, O_APPEND, text);
}

namespace {

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return path != "-" && fs::is_directory(path, ignored);
}

/// Bounds for the content of the given folders.
Bounds bounds_within(const std::vector<std::string>& paths, const Bounds& bounds) {
  Bounds within = bounds;
  if (!bounds.roots.empty()) return within;
  for (const std::string& path : paths) {
    if (is_folder(path)) within.roots.push_back(real_path(path));
  }
  return within;
}

void add_folder(InputFiles& inputs, const std::string& path, RenderedFolders rendered, const Bounds& bounds,
                const Bounds& within) {
  const int fd = bounds.follow_links ? -1 : ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  const std::string problem = fd < 0 ? "" : strayed(fd, path, bounds.roots);
  if (fd >= 0) ::close(fd);
  if (!problem.empty()) {
    inputs.problems.push_back(fmt::format("{}: {}{}", path, problem, bounds.can_be_lifted ? kFollow : ""));
    return;
  }
  for (const std::string& file : manifests_below(path, inputs.problems, rendered, within)) {
    add_file(inputs, file, within);
  }
}

InputFiles read_paths(const std::vector<std::string>& paths, RenderedFolders rendered, const Bounds& bounds) {
  InputFiles inputs;
  const Bounds within = bounds_within(paths, bounds);
  for (const std::string& path : paths) {
    if (is_folder(path)) {
      add_folder(inputs, path, rendered, bounds, within);
    } else {
      add_file(inputs, path, bounds);
    }
  }
  return inputs;
}

}  // namespace

InputFiles read_inputs(const std::vector<std::string>& paths, const Bounds& bounds) {
  return read_paths(paths, RenderedFolders::kSkip, bounds);
}

InputFiles read_folder_or_file(const std::string& path, const Bounds& bounds) {
  return read_paths({path}, RenderedFolders::kRead, bounds);
}

bool write_stdout(std::string_view text) {
  return write_all(STDOUT_FILENO, text) || stdout_failed();
}

bool stdout_failed() {
  complain(fmt::format("standard output could not be written: {}", std::strerror(errno)));
  return false;
}

bool write_stderr(std::string_view text) {
  return write_all(STDERR_FILENO, text);
}

void complain(std::string_view message) {
  std::string line = "feastctl: ";
  report::append_visible(message, line);
  write_stderr(line + "\n");
}

std::string on_one_line(std::string_view text) {
  std::string line;
  report::append_visible_line(text, line);
  return line;
}

mode_t mode_of_new(mode_t wanted) {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return wanted & ~mask;
}

bool stdin_is_terminal() {
  return ::isatty(STDIN_FILENO) == 1;
}
bool stdout_is_terminal() {
  return ::isatty(STDOUT_FILENO) == 1;
}
bool stderr_is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

}  // namespace feastctl::cli
