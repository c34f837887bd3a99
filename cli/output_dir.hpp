/// @file
/// @brief render --output-dir: one file per object, and what is said about it.
#pragma once

#include <string>
#include <vector>

#include "options.hpp"

namespace feastctl::cli {

/// The options of render that are about the folder.
struct OutputDirOptions {
  std::string folder;  ///< empty: standard output
  bool check = false;
  bool prune = false;
};

/// Declares them on a subcommand.
void add_output_dir_options(Declarer& declare, OutputDirOptions& options);

/// Writes the objects into the folder, or compares; says what was done, and adds what is to be told of it to the
/// findings, so that one report holds all. The answer is the exit status.
int write_output_dir(const Result& result, Format format, const OutputDirOptions& options,
                     const ReadingOptions& reading, std::vector<Diagnostic>& findings);

}  // namespace feastctl::cli
