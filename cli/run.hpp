/// @file
/// @brief Common code of commands that print something about the stores in their input.
#pragma once

#include "feastctl.hpp"
#include "io.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// Runs the pipeline over the inputs into `result` and prints the findings. Returns kFine if the result can be used,
/// and the exit code of the command otherwise.
int run_and_report(const InputFiles& inputs, const Options& wanted, const ReadingOptions& options, Result& result);

}  // namespace feastctl::cli
