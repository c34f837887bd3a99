/// @file
/// @brief YAML's timestamps, as go-yaml reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feastctl::parse {

/// The time in `text` (2001-1-2, 2001-1-2 3:4:5.6, 2001-1-2T3:4:5Z, with `+07:00`) as RFC 3339, with only the
/// significant digits of the fraction, or nothing if Go's time.Parse refuses it.
std::optional<std::string> timestamp(std::string_view text);

}  // namespace feastctl::parse
