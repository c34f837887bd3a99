/// @file
/// @brief Writes a rendered folder, as a whole or not at all.
///
/// The folder's record (gitops/file_names.hpp) lists the files that feastctl wrote: only those are overwritten or
/// deleted.
#pragma once

#include <string>
#include <vector>

#include "anchor.hpp"

namespace feastctl::cli {

/// A file of the folder.
struct FolderFile {
  std::string name, text;
};

/// What to do with the files.
struct FolderOptions {
  bool check = false;  ///< only compare
  bool prune = false;  ///< delete files that feastctl wrote and that are no longer rendered
  Links links = Links::kWithinTheirFolder;
};

/// What was done or, with `check`, would have to be done; names are sorted.
struct FolderReport {
  std::vector<std::string> written;     ///< new or changed
  std::vector<std::string> deleted;     ///< ours, no longer rendered
  std::vector<std::string> left_over;   ///< ours, no longer rendered, and not deleted because prune is off
  std::vector<std::string> changed;     ///< no longer rendered, but changed since feastctl wrote them, so they are kept
  std::vector<std::string> in_the_way;  ///< files of somebody else in the way of rendered ones; nothing is written
  std::string refused;                  ///< why the folder cannot be written to; nothing is written
  bool led_astray = false;              ///< because of a link
  std::string problem;                  ///< the system's error message; nothing is written

  [[nodiscard]] bool stale() const {
    return !written.empty() || !deleted.empty() || !left_over.empty() || !in_the_way.empty();
  }
};

/// Writes `files` and their record to `folder`, and keeps what else is in it. Other programs see either the old or the
/// new files, even if this program is killed, unless the folder cannot be exchanged as a whole (folder_swap.hpp).
FolderReport write_folder(const std::string& folder, const std::vector<FolderFile>& files,
                          const FolderOptions& options);

/// Whether feastctl rendered into this folder, which makes it output and never input.
bool is_rendered_folder(const std::string& folder);

}  // namespace feastctl::cli
