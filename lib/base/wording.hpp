/// @file
/// @brief Helpers for the wording of messages.
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

/// The name of a place in messages: its last two keys, such as `secretKeyRef.name`, `env.name` or `limits.cpu`. Indexes
/// are omitted, because those of a generated object differ from those of the FeatureStore.
std::string short_path(const Field& field);

}  // namespace feastctl
