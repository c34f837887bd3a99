/// @file
/// @brief Reading options from a file: .feastctl.yaml, or what --config names.
#pragma once

#include "options.hpp"

namespace feastctl::cli {

/// Applies options from the command's configuration file, unless the command line sets them. If the file is unreadable
/// or invalid, prints the reason and throws CLI::RuntimeError with the exit status. A file that was found, and not
/// named by --config, cannot make credentials appear in the output; no file can suppress the warning about them.
void apply_config(const Declarer& command, ReadingOptions& options);

}  // namespace feastctl::cli
