/// @file
/// @brief Writes a rendered folder, whole or not at all; with io.cpp the only place that touches files.
///
/// The folder's record (gitops/file_names.hpp) says which files are ours: only those are overwritten or deleted.
#pragma once

#include <string>
#include <vector>

#include "anchor.hpp"

namespace feastctl::cli {

/// A file of the folder.
struct FolderFile {
  std::string name, text;
};

/// What becomes of the files.
struct FolderOptions {
  bool check = false;  ///< only compare
  bool prune = false;  ///< delete our files that are no longer rendered
  Links links = Links::kWithinTheirFolder;
};

/// What was done, or (check) would have to be done; names in sorted order.
struct FolderReport {
  std::vector<std::string> written;     ///< new, or of other content
  std::vector<std::string> deleted;     ///< ours, no longer rendered
  std::vector<std::string> left_over;   ///< ours, no longer rendered, and not deleted because prune is off
  std::vector<std::string> changed;     ///< no longer rendered, but changed since we wrote them: stay
  std::vector<std::string> in_the_way;  ///< a file of somebody else's where one of ours has to be: nothing is written
  std::string refused;                  ///< why the folder cannot be written to; nothing is written
  bool led_astray = false;              ///< because of a link
  std::string problem;                  ///< what the system said against it; nothing is written

  [[nodiscard]] bool stale() const {
    return !written.empty() || !deleted.empty() || !left_over.empty() || !in_the_way.empty();
  }
};

/// Makes `folder` hold `files`, their record, and what else was in it. Other programs see the old files or the
/// new ones; so does whoever looks after this program was killed, except where the folder cannot be exchanged as a
/// whole (folder_swap.hpp).
FolderReport write_folder(const std::string& folder, const std::vector<FolderFile>& files,
                          const FolderOptions& options);

/// Whether feastctl rendered into this folder: it is output then, and nobody's input.
bool is_rendered_folder(const std::string& folder);

}  // namespace feastctl::cli
