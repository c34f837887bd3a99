/// @file
/// @brief The exit status of feastctl; a test compares the table in the man page with this.
#pragma once

namespace feastctl::cli {

enum ExitCode : int {
  kFine = 0,
  kFindings = 1,    ///< findings at or above --fail-on, or differences
  kUsage = 2,       ///< wrong options or arguments
  kUnreadable = 3,  ///< a file that cannot be read or written
  kBug = 4,         ///< a bug in feastctl itself
};

/// The exit status of commands that compare, besides 0 (no differences) and 1 (differences), as with kubectl diff.
constexpr int kTrouble = 2;

}  // namespace feastctl::cli
