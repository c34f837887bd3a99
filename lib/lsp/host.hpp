/// @file
/// @brief What the server needs of the machine that it runs on: the command line provides files and options.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "feast/table.hpp"
#include "feastctl.hpp"

namespace feastctl::lsp {

/// A file with its text.
struct File {
  std::string path;
  std::string text;
};

/// How the stores of a project are judged, as its configuration file says.
struct Settings {
  Options options{.task = Task::kValidate};
  /// The findings to show, as `feastctl validate` would.
  std::function<std::vector<Diagnostic>(Diagnostics&&)> shown;
  feast::Minor package = feast::kDefaultMinor;  ///< the release of Feast's package that reads feature_store.yaml
  /// The configuration file, if there is one, with findings about it at source 1.
  std::optional<File> config{};
  std::vector<Diagnostic> config_findings{};
  std::string problem{};  ///< why the options of the file do not apply, other than the findings
};

/// The machine. Calls never throw.
class Host {
 public:
  Host() = default;
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  virtual ~Host() = default;

  /// The folder whose files are judged together with `path`, which is below the workspace folder `within`.
  [[nodiscard]] virtual std::string project_of(const std::string& path, const std::string& within) = 0;
  /// The manifests of a folder, or the file itself, as `feastctl validate` reads them.
  [[nodiscard]] virtual std::vector<File> read(const std::string& project) = 0;
  /// The options for a project.
  [[nodiscard]] virtual Settings settings(const std::string& project) = 0;
  /// Whether there is such a file.
  [[nodiscard]] virtual bool exists(const std::string& path) = 0;
};

}  // namespace feastctl::lsp
