/// @file
/// @brief Finds similar changes of different stores, so that a report on many stores shows each once.
#pragma once

#include <string>
#include <string_view>

#include "diff/diff.hpp"

namespace feastctl::upgrade {

/// `text` without a store's name and namespace, where they are whole words: equal for similar texts of two stores.
std::string without_names(std::string_view text, std::string_view name_space, std::string_view name);

/// Equal for similar changes: the same kind, fields, effects and values, except for the names of the store, unchanged
/// lines of a text, and the content of a map or list that is added or removed as a whole.
std::string likeness(const diff::ObjectChange& change, std::string_view name_space, std::string_view name);

}  // namespace feastctl::upgrade
