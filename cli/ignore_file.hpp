/// @file
/// @brief .feastctlignore: what to skip when a folder is read; patterns as in .gitignore.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io.hpp"

namespace feastctl::cli {

/// The patterns of the folders entered so far. A pattern without `/` matches a name anywhere below; a trailing `/`
/// matches only folders; `!` includes a file again; `*`, `?`, `[…]` and `**` work as usual; later lines win.
class IgnoreFiles {
 public:
  /// Reads the folder's .feastctlignore, if it has one.
  void enter(const std::filesystem::path& folder, const Bounds& bounds, std::vector<std::string>& problems);
  [[nodiscard]] bool ignores(const std::filesystem::path& path, bool is_folder) const;

 private:
  struct Pattern {
    std::string folder;
    std::vector<std::string> parts;  ///< between the slashes
    bool anchored = false, folders_only = false, back_in = false;
  };
  std::vector<Pattern> patterns_;
};

}  // namespace feastctl::cli
