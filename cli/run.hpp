/// @file
/// @brief What commands do that print something about the stores of their input.
#pragma once

#include "feastctl.hpp"
#include "io.hpp"
#include "options.hpp"

namespace feastctl::cli {

/// Runs over the inputs into `result` and prints the findings. Gives kFine when the result can be used, else the exit
/// code with which the command ends.
int run_and_report(const InputFiles& inputs, const Options& wanted, const ReadingOptions& options, Result& result);

}  // namespace feastctl::cli
