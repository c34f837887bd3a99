/// @file
/// @brief The few parsers from Go's standard library that determine what Kubernetes accepts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace feastctl {

/// The integer that strconv.Atoi reads: an optional sign and decimal digits within 64 bits, nothing else.
std::optional<std::int64_t> parse_go_integer(std::string_view text);

/// Whether time.ParseDuration accepts the text: 1h30m, -1.5s, 0.
bool is_go_duration(std::string_view text);

/// Whether time.Parse accepts the text as RFC 3339: 2026-01-31T12:00:00Z, also with a fraction or +02:00.
bool is_rfc3339(std::string_view text);

/// The bytes of the white space character (unicode.IsSpace) at `at`, or 0.
std::size_t space_length(std::string_view text, std::size_t at);

/// Whether strings.ToLower(text) is `lowered`, which is ASCII.
bool equal_when_lowered(std::string_view text, std::string_view lowered);

}  // namespace feastctl
