/// @file
/// @brief Options by file: .feastctl.yaml, or what --config names.
#pragma once

#include "options.hpp"

namespace feastctl::cli {

/// Gives the command the options of its configuration file that the command line has not. Throws CLI::RuntimeError with
/// the exit status, after it has said why, for a file that cannot be read or is wrong.
void apply_config(const Declarer& command, const ReadingOptions& options);

}  // namespace feastctl::cli
