/// @file
/// @brief KUBECTL_EXTERNAL_DIFF: shows the differences in another program, as kubectl diff does.
#pragma once

#include <string>
#include <vector>

#include "diff/diff.hpp"

namespace feastctl::cli {

/// Runs `command` (a program and its arguments, separated by spaces; no shell) with two folders as its last arguments,
/// one file per object in each. Returns its status: 0 or 1, or higher if it failed or could not be started.
int run_external_diff(const std::string& command, const std::vector<diff::ObjectChange>& changes);

}  // namespace feastctl::cli
