/// @file
/// @brief What the exit status of feastctl says; the man page's table is tested against this.
#pragma once

namespace feastctl::cli {

enum ExitCode : int {
  kFine = 0,
  kFindings = 1,    ///< findings at or above --fail-on, or differences
  kUsage = 2,       ///< wrong options or arguments
  kUnreadable = 3,  ///< a file that cannot be read or written
  kBug = 4,         ///< a bug in feastctl itself
};

/// What commands that compare answer beside 0 (no differences) and 1 (differences), as kubectl diff does.
constexpr int kTrouble = 2;

}  // namespace feastctl::cli
