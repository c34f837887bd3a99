/// @file
/// @brief KUBECTL_EXTERNAL_DIFF: another program shows the differences, as with kubectl diff.
#pragma once

#include <string>
#include <vector>

#include "diff/diff.hpp"

namespace feastctl::cli {

/// Runs `command` (a program and its arguments, separated by spaces; no shell) with two folders as its last arguments,
/// one file per object in each. Its status: 0 or 1, or more where it, or starting it, failed.
int run_external_diff(const std::string& command, const std::vector<diff::ObjectChange>& changes);

}  // namespace feastctl::cli
