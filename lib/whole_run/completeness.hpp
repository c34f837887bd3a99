/// @file
/// @brief Checks that the input contains what the output and the options require.
#pragma once

#include "base/diagnostic.hpp"
#include "feastctl.hpp"
#include "parse/inputs.hpp"

namespace feastctl::whole_run {

/// Reports what is missing: if the output lacked a store, or everything, a GitOps tool would delete it, and an option
/// that names no store in the input has no effect. `out` contains the findings from reading the input.
void check_completeness(const parse::Inputs& inputs, const Options& options, Diagnostics& out);

}  // namespace feastctl::whole_run
