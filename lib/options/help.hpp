/// @file
/// @brief The text of --help.
#pragma once

#include <string>
#include <vector>

#include "options/options.hpp"

namespace feastctl::options {

/// What --help prints for a command, at most 100 columns wide.
std::string help(Command command);

/// The option as help spells it: `-o, --output=FORMAT`.
std::string spelled(const Option& option);

/// The ways to call a command, as `feastctl render [OPTION]... [PATH]...`
std::vector<std::string> usages(const CommandRow& row);

}  // namespace feastctl::options
