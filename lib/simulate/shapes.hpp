/// @file
/// @brief Loads that have a name: spike, step, ramp and day.
#pragma once

#include <string_view>

#include "simulate/load_text.hpp"

namespace feastctl::simulate {

/// Whether the text is a shape's name, alone or before a colon.
bool is_shape(std::string_view text);

/// Reads a shape with its parameters, such as `spike:base=300m,peak=3x,at=5m,for=2m`, into points.
bool read_shape(const LoadText& part, const LoadTarget& target, Line& line);

}  // namespace feastctl::simulate
