/// @file
/// @brief Examples of parameters that Feast accepts.
#pragma once

#include <string>

#include "feast/table.hpp"

namespace feastctl::feast {

/// The parameters of a section as YAML, one per line: the required ones, and the optional ones as comments.
std::string example_of(const Section& section, Minor release);

}  // namespace feastctl::feast
