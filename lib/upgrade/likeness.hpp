/// @file
/// @brief Which changes of different stores are alike, so that a report on a fleet says each once.
#pragma once

#include <string>
#include <string_view>

#include "diff/diff.hpp"

namespace feastctl::upgrade {

/// `text` without a store's name and namespace where they are words of it: equal for like texts of two stores.
std::string without_names(std::string_view text, std::string_view name_space, std::string_view name);

/// Equal for changes that are alike: kind, fields and consequences are the same, and so are values, but for the names
/// of the store, for lines of a text that stay, and for what is in a map or list that comes or goes as a whole.
std::string likeness(const diff::ObjectChange& change, std::string_view name_space, std::string_view name);

}  // namespace feastctl::upgrade
