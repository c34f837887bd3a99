/// @file
/// @brief Changes many files of a folder at once.
///
/// The new folder is created next to the old one (unchanged files are hard links), and both are exchanged atomically.
/// If that is impossible (subfolders, a mount point, the current folder of this process, no support in the file
/// system), the new files are created in a hidden folder inside and renamed into place one by one. So are few new files
/// in a large folder, where linking the others would take longer than the rest of the run.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "file_stamp.hpp"
#include "folder.hpp"

namespace feastctl::cli {

/// The changes to a folder.
struct FolderChange {
  std::vector<const FolderFile*> write;         ///< new or of new content; the record is the last one
  std::set<std::string> remove;                 ///< plain names
  bool makes_folder = false;                    ///< the folder did not exist when the changes were computed
  std::function<std::string()> interim_record;  ///< the record while both old and new files may exist
  bool one_by_one = false;                      ///< few files of many
};

/// Deletes the hidden folders that killed runs left next to the folder, and inside; returns whether none is left
/// inside.
void sweep_beside(const std::string& folder);
bool sweep_inside(const std::string& folder);

/// The outcome of a change.
struct ChangeResult {
  std::string problem{};      ///< the error message; nothing has changed
  bool overtaken = false;     ///< because another run created the folder meanwhile
  Nanoseconds published = 0;  ///< see FolderReport
  bool clean = true;          ///< no hidden folder is left inside
};

/// Applies the change. Creates the folder if it is missing; its parents exist.
ChangeResult change_folder(const std::string& folder, const FolderChange& change);

}  // namespace feastctl::cli
