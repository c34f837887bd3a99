/// @file
/// @brief All objects of a result as one YAML stream.
#pragma once

#include <string>

#include "feastctl.hpp"

namespace feastctl::cli {

/// The objects as YAML documents with `---` between them.
std::string yaml_stream(const Result& result);

}  // namespace feastctl::cli
