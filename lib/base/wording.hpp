/// @file
/// @brief The small words that messages are made of.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/field.hpp"

namespace feastctl {

/// `text` in double quotes: control characters and quotes escaped, shortened when very long.
std::string quoted(std::string_view text);

/// The value as `found` shows it: a quoted string, a number, `true`, `a list`, or `nothing` when it is absent.
std::string shown(const Field& field);

/// `1 error`, `2 errors`.
std::string counted(std::size_t number, std::string_view singular);

/// The words as a list: `A`, `A or B`, `A, B or C`, with `last` (`or`, `and`) before the last one.
std::string list_of(std::span<const std::string_view> words, std::string_view last);

/// What a message calls a place: its last two keys, `secretKeyRef.name`, `env.name`, `limits.cpu`. Indexes are left
/// out, because those of a generated object are not those of the FeatureStore.
std::string short_path(const Field& field);

}  // namespace feastctl
