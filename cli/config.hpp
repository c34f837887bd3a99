/// @file
/// @brief Reading options from a file: .feastctl.yaml, or what --config names.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// A configuration file that was read, and what is wrong with it.
struct ConfigReading {
  std::optional<InputFiles> file{};  ///< nothing if there is none
  Diagnostics findings{};
  std::string problem{};  ///< why it cannot be read; empty if it can, or if there is none
};

/// Applies options from the command's configuration file as apply_config does, and takes down the problems instead
/// of printing them. If there are errors, some of the options may have been applied.
void read_config(const Declarer& command, ReadingOptions& options, ConfigReading& reading);

/// Applies options from the command's configuration file, unless the command line sets them. If the file is unreadable
/// or invalid, prints the reason and throws CLI::RuntimeError with the exit status. A file that was found, and not
/// named by --config, cannot make credentials appear in the output; no file can suppress the warning about them.
void apply_config(const Declarer& command, ReadingOptions& options);

}  // namespace feastctl::cli
