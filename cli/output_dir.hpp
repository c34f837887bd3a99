/// @file
/// @brief render --output-dir: writes one file per object and reports what was written.
#pragma once

#include <string>
#include <vector>

#include "options.hpp"

namespace feastctl::cli {

/// The options of render that concern the folder.
struct OutputDirOptions {
  std::string folder;  ///< empty: standard output
  bool check = false;
  bool prune = false;
};

/// Declares these options on a subcommand.
void add_output_dir_options(Declarer& declare, OutputDirOptions& options);

/// Writes the objects to the folder, or compares them with it. Prints what was done, and adds problems to the findings,
/// so that one report contains everything. Returns the exit status.
int write_output_dir(const Result& result, Format format, const OutputDirOptions& options,
                     const ReadingOptions& reading, std::vector<Diagnostic>& findings);

}  // namespace feastctl::cli
