/// @file
/// @brief render --output-dir: writes one file per object and reports what was written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cache_folder.hpp"
#include "options.hpp"
#include "render_cache.hpp"

namespace feastctl::cli {

/// The options of render that concern the folder.
struct OutputDirOptions {
  std::string folder;  ///< empty: standard output
  bool check = false;
  bool prune = false;
  CacheOptions cache;
};

/// Writes the objects to the folder, or compares them with it; those of stores that the run recalled from the cache are
/// there. Prints what was done, and adds problems to the findings, so that one report contains everything. Returns the
/// exit status; nothing if another run changed the folder since the cache was read: then nothing is written.
std::optional<int> write_output_dir(const Result& result, Format format, const OutputDirOptions& options,
                                    const ReadingOptions& reading, RenderCache& cache,
                                    std::vector<Diagnostic>& findings);

}  // namespace feastctl::cli
