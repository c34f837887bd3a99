/// @file
/// @brief Fixes for the input files: writes them, or shows them as a patch.
#pragma once

#include <vector>

#include "fix_run.hpp"
#include "io.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// The options --fix, --unsafe-fixes and --diff.
struct FixChoice {
  bool fix = false;
  bool unsafe = false;
  bool diff = false;  ///< write nothing

  [[nodiscard]] bool wanted() const { return fix || diff; }
};

/// Runs with the options in `wanted` and applies fixes to the texts in memory.
FixRun fix_inputs(const InputFiles& inputs, const Options& wanted, const ReadingOptions& reading, bool unsafe);

/// Writes the texts that have changed: files are replaced as a whole or not at all, and standard input goes to standard
/// output, changed or not. Prints an error for each that cannot be written, and returns whether there was none.
bool write_fixed(const InputFiles& inputs, const FixRun& run, const ReadingOptions& reading);

/// Prints what would change as a patch on standard output; returns the exit code: 1 if something would.
int show_fixes(const InputFiles& inputs, const FixRun& run, const FixChoice& choice, const ReadingOptions& reading);

/// The inputs with the texts of the run, for its report. It must not outlive the run.
InputFiles fixed_inputs(const InputFiles& inputs, const FixRun& run);

/// Prints how many problems were fixed, how many remain, and how many --unsafe-fixes would fix.
void tell_fixed(const std::vector<Diagnostic>& left, const FixRun& run, const FixChoice& choice);

}  // namespace feastctl::cli
