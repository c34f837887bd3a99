/// @file
/// @brief The output of --help.
#pragma once

#include <string>
#include <vector>

#include "options/options.hpp"

namespace feastctl::options {

/// The --help text of a command, at most 100 columns wide.
std::string help(Command command);

/// The option as shown in help: `-o, --output=FORMAT`.
std::string spelled(const Option& option);

/// The usage lines of a command, such as `feastctl render [OPTION]... [PATH]...`
std::vector<std::string> usages(const CommandRow& row);

}  // namespace feastctl::options
