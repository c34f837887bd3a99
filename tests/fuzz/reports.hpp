/// @file
/// @brief Every report of any findings is well-formed for the programs that read it.
#pragma once

#include <string_view>

#include "feastctl.hpp"

namespace feastctl::fuzz {

/// Writes the findings in every format and reads them back.
void check_reports(const Result& result, const Sources& sources);

/// Whether the text is XML as far as tags, attributes and entities go.
bool is_xml(std::string_view text);

}  // namespace feastctl::fuzz
