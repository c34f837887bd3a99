/// @file
/// @brief The text of --help.
#pragma once

#include <string>

#include "options/options.hpp"

namespace feastctl::options {

/// What --help prints for a command, at most 100 columns wide.
std::string help(Command command);

/// The option as help spells it: `-o, --output=FORMAT`.
std::string spelled(const Option& option);

/// `feastctl render [OPTION]... [PATH]...`
std::string usage(const CommandRow& row);

}  // namespace feastctl::options
