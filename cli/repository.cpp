#include "repository.hpp"

#include <cstdlib>
#include <map>
#include <string>
#include <system_error>
#include <vector>

namespace feastctl::cli {

namespace {

namespace fs = std::filesystem;

/// The roots named by the CI service.
std::vector<fs::path> roots_of_service() {
  std::vector<fs::path> roots;
  for (const char* variable : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR"}) {
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): no thread changes it
    std::error_code error;
    if (value == nullptr || *value == '\0') continue;
    const fs::path root = fs::canonical(value, error);
    if (!error) roots.push_back(root);
  }
  return roots;
}

/// Whether `folder` is `root` or below it; both are canonical.
bool is_within(const fs::path& folder, const fs::path& root) {
  const fs::path way = folder.lexically_relative(root);
  return !way.empty() && *way.begin() != "..";
}

/// Caches the path of each folder in its repository.
class Roots {
 public:
  /// The name from the root, or `name` outside of one. Only the folder's links are followed: a file that is a link
  /// is in the repository itself.
  std::string name_of(const std::string& name) {
    const fs::path path(name);
    const auto [it, fresh] = known_.emplace(path.parent_path().string(), fs::path());
    if (fresh) it->second = place_of(path.parent_path());
    return it->second.empty() ? name : (it->second / path.filename()).lexically_normal().string();
  }

 private:
  [[nodiscard]] fs::path place_of(const fs::path& folder) const {
    std::error_code error;
    const fs::path full = fs::canonical(folder.empty() ? "." : folder, error);
    if (error) return {};
    for (const fs::path& root : service_) {
      if (is_within(full, root)) return full.lexically_relative(root);
    }
    const fs::path root = repository_root(full);
    return root.empty() ? fs::path() : full.lexically_relative(root);
  }

  std::vector<fs::path> service_ = roots_of_service();
  std::map<std::string, fs::path> known_;
};

}  // namespace

fs::path repository_root(const fs::path& folder) {
  std::error_code error;
  for (fs::path root = folder;; root = root.parent_path()) {
    if (fs::exists(root / ".git", error)) return root;
    if (root == root.parent_path()) return {};
  }
}

Sources named_from_root(const Sources& sources) {
  Sources named;
  Roots roots;
  for (SourceId id = 1; id <= sources.size(); ++id) {
    const Source& source = sources.at(id);
    named.add(source.name == "-" ? source.name : roots.name_of(source.name), source.text);
  }
  return named;
}

}  // namespace feastctl::cli
