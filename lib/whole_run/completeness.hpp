/// @file
/// @brief Whether the input holds what the output, and the options, have to be about.
#pragma once

#include "base/diagnostic.hpp"
#include "feastctl.hpp"
#include "parse/inputs.hpp"

namespace feastctl::whole_run {

/// Reports what is missing: an answer that lacks a store, or everything, would make a GitOps tool delete what it lacks,
/// and an option that names no store of the input has no effect. `out` holds what reading the input found.
void check_completeness(const parse::Inputs& inputs, const Options& options, Diagnostics& out);

}  // namespace feastctl::whole_run
