/// @file
/// @brief Tabs in the indentation of YAML.
#pragma once

#include <string_view>
#include <vector>

#include "base/fix.hpp"

namespace feastctl::fix {

/// `text` is the whole source. Ways to indent the line at `where` with spaces: as wide as its tabs may be, or as deep
/// as the lines around it. If other lines of the document begin with tabs, these are replaced in the same way. Most of
/// them lead to another error, so each has to be tried.
std::vector<Fix> without_tabs(std::string_view text, const Span& document, const Span& where);

}  // namespace feastctl::fix
