/// @file
/// @brief Changes many files of a folder at once.
///
/// The new folder is made beside the old one (files that stay are hard links) and both are exchanged in one step of the
/// file system. Where that cannot be (another folder inside, a mount point, the current folder of this process, a file
/// system without it) the new files are made in a hidden folder inside and renamed into place one after the other.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "folder.hpp"

namespace feastctl::cli {

/// What is to change in a folder.
struct FolderChange {
  std::vector<const FolderFile*> write;  ///< new or of new content; the record is the last one
  std::set<std::string> remove;          ///< plain names
  bool makes_folder = false;             ///< there was none when this was worked out
  std::string interim_record;            ///< the record for as long as old and new files may stand side by side
};

/// Deletes the hidden folders that runs left behind that were killed.
void sweep_folder(const std::string& folder);

/// What became of a change.
struct ChangeResult {
  std::string problem;     ///< what went wrong; nothing has changed then
  bool overtaken = false;  ///< because another run made the folder meanwhile
};

/// Makes the change. The folder is made where it is missing, those above it are there.
ChangeResult change_folder(const std::string& folder, const FolderChange& change);

}  // namespace feastctl::cli
