/// @file
/// @brief The picture of a simulation, in several sizes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulate/print.hpp"

namespace feastctl::simulate {

struct PictureSize {
  double width = 960;
  bool heading = true;  ///< title and settings; a page has them in its own text
};

/// The picture as SVG. Text keeps its size, so a narrow picture is drawn anew and not shrunk.
std::string drawn(const Report& report, const PictureSize& size);

/// The title and the first setting, in one line: what the picture is of.
std::string title_of(const Report& report);

/// The text in rows of at most `letters` characters, broken at spaces.
std::vector<std::string> broken_into_rows(std::string_view text, std::size_t letters);

}  // namespace feastctl::simulate
