/// @file
/// @brief Lets render --output-dir process only the stores that changed since it last wrote the same folder.
///
/// The record of a folder, in the user's cache, says what its last render depended on and what it wrote: a checksum of
/// each document, the contribution of each store to the run (lib/run_cache.hpp), and the stamps of its files. The names
/// and checksums of the files are in the folder itself, in its own record and the kustomization. A store is skipped if
/// nothing that it depends on changed, and its files are as they were written. In any doubt it is rendered.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anchor.hpp"
#include "cache_folder.hpp"
#include "feastctl.hpp"
#include "folder.hpp"
#include "run_cache.hpp"

namespace feastctl::cli {

class RenderCache {
 public:
  /// What the files of the folder depend on besides the input.
  struct Subject {
    std::string folder;
    Links links = Links::kWithinTheirFolder;
    std::string options;    ///< all that change what a run says or writes, and the contents of files that they name
    bool by_bytes = false;  ///< compare files with their checksums, whatever their stamps say
  };

  /// Reads the record, and looks at the files of the folder. Without a cache, or without a record that fits, all stores
  /// are rendered.
  RenderCache(const CacheOptions& options, const Subject& subject);
  RenderCache(const RenderCache&) = delete;
  RenderCache& operator=(const RenderCache&) = delete;
  ~RenderCache();

  /// What the library needs to skip stores, and to keep what it learns; nullptr without a cache.
  [[nodiscard]] RunCache* of_run();
  /// Has the next run render all stores.
  void forget();

  /// The names of the files of a store, by its place in the last run.
  [[nodiscard]] std::vector<std::string_view> files_of(std::size_t store) const;
  /// The folder's own record, if it is known.
  [[nodiscard]] const KnownRecord* folder_record() const;
  /// Whether this is the text of the kustomization, which is as it was written.
  [[nodiscard]] bool is_kustomization(std::string_view text) const;
  /// Whether no file was added to the folder or removed since.
  [[nodiscard]] bool unlisted() const;

  /// Writes the record after `result` has been written as `files`, with the report about that.
  void save(const Result& result, const std::vector<FolderFile>& files, const FolderReport& report);

 private:
  struct StoreFiles;
  struct State;
  std::unique_ptr<State> state_;  ///< nullptr: there is no cache
};

}  // namespace feastctl::cli
