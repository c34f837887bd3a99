/// @file
/// @brief Tables for people, with aligned columns as kubectl prints them.
#pragma once

#include <string>
#include <vector>

namespace feastctl {

using TableRow = std::vector<std::string>;

/// The rows as lines: columns two spaces apart, no space at the end. Rows may be of different lengths.
std::string text_table(const std::vector<TableRow>& rows);

}  // namespace feastctl
