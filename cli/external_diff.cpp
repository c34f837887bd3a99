#include "external_diff.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <sstream>

#include "gitops/file_names.hpp"
#include "io.hpp"

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kNotRun = 127;

/// A temporary folder, deleted on destruction.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "feastctl-diff-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string write_side(const fs::path& folder, const std::vector<diff::ObjectChange>& changes, bool after) {
  std::error_code error;
  fs::create_directory(folder, error);
  for (const diff::ObjectChange& change : changes) {
    const Node* object = after ? change.after : change.before;
    if (object == nullptr) continue;
    const std::string name =
        gitops::file_name({change.api_version, change.kind, change.name_space, change.name}, "yaml");
    fs::create_directories(folder / change.folder, error);
    const std::string path = (folder / change.folder / name).string();
    const std::string problem = write_new_file(path, diff::yaml_of(object));
    if (!problem.empty()) return fmt::format("{}: {}", path, problem);
  }
  return {};
}

int start_and_wait(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_DFL);  // NOLINT(cert-err33-c): as it was before us
    ::execvp(arguments[0], arguments.data());
    complain(fmt::format("{}: {}", words[0], std::strerror(errno)));  // NOLINT(concurrency-mt-unsafe)
    ::_exit(kNotRun);
  }
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : kNotRun;
}

}  // namespace

int run_external_diff(const std::string& command, const std::vector<diff::ObjectChange>& changes) {
  if (changes.empty()) return 0;
  std::vector<std::string> words;
  std::istringstream stream(command);
  for (std::string word; stream >> word;) words.push_back(word);
  const TemporaryFolder folder;
  if (words.empty() || folder.path().empty()) {
    complain("KUBECTL_EXTERNAL_DIFF names no program, or no temporary folder could be created");
    return kNotRun;
  }
  for (const bool after : {false, true}) {
    const fs::path side = folder.path() / (after ? "MERGED" : "LIVE");
    const std::string problem = write_side(side, changes, after);
    if (!problem.empty()) {
      complain(problem);
      return kNotRun;
    }
    words.push_back(side.string());
  }
  return start_and_wait(std::move(words));
}

}  // namespace feastctl::cli
