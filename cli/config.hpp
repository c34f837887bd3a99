/// @file
/// @brief Reading options from a file: .feastctl.yaml, or what --config names.
#pragma once

#include "options.hpp"

namespace feastctl::cli {

/// Gives the command the options of its configuration file that the command line has not. Throws CLI::RuntimeError with
/// the exit status, after it has said why, for a file that cannot be read or is wrong. A file that was only found, and
/// not named by --config, cannot make credentials appear, and neither can hide that they do.
void apply_config(const Declarer& command, ReadingOptions& options);

}  // namespace feastctl::cli
