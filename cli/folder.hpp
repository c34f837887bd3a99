/// @file
/// @brief Writes a rendered folder, as a whole or not at all.
///
/// The folder's record (gitops/file_names.hpp) lists the files that feastctl wrote: only those are overwritten or
/// deleted.
#pragma once

#include <string>
#include <vector>

#include "anchor.hpp"
#include "file_stamp.hpp"

namespace feastctl::cli {

/// A file of the folder.
struct FolderFile {
  std::string name, text;
  bool as_before = false;  ///< the file there is known to be right, and has no text here
};

/// The folder's record, as the caller has read it.
struct KnownRecord {
  std::string text;
  FileStamp stamp{};
  Nanoseconds read = 0;  ///< when

  /// Whether the file there is surely the same.
  [[nodiscard]] bool is_still(const std::string& folder) const;
};

/// What to do with the files.
struct FolderOptions {
  bool check = false;  ///< only compare
  bool prune = false;  ///< delete files that feastctl wrote and that are no longer rendered
  Links links = Links::kWithinTheirFolder;
  const KnownRecord* record = nullptr;  ///< if some files are as before: the record when that was found out, which
                                        ///< lists them
  bool unlisted = false;                ///< nothing was added to the folder since a run that left nothing hidden inside
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
  bool overtaken = false;               ///< the record is another one than in the options; nothing is written
  std::string record;                   ///< the folder's record now, unless nothing was written
  Nanoseconds published = 0;            ///< no other program saw a new file earlier
  bool clean = false;                   ///< no hidden folder is left inside

  [[nodiscard]] bool stale() const {
    return !written.empty() || !deleted.empty() || !left_over.empty() || !in_the_way.empty();
  }
};

/// Writes `files` and their record to `folder`, and keeps what else is in it. Other programs see either the old or the
/// new files, even if this program is killed, unless the folder is not exchanged as a whole (folder_swap.hpp).
FolderReport write_folder(const std::string& folder, const std::vector<FolderFile>& files,
                          const FolderOptions& options);

/// Whether feastctl rendered into this folder, which makes it output and never input.
bool is_rendered_folder(const std::string& folder);

}  // namespace feastctl::cli
