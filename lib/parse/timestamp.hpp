/// @file
/// @brief YAML's timestamps, as go-yaml reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feastctl::parse {

/// The time that `text` gives (2001-1-2, 2001-1-2 3:4:5.6, 2001-1-2T3:4:5Z, with `+07:00`), spelt as RFC 3339 with only
/// the digits of the fraction that count, or nothing when it is no time by Go's time.Parse.
std::optional<std::string> timestamp(std::string_view text);

}  // namespace feastctl::parse
