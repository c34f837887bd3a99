/// @file
/// @brief Texts for people about fields and codes: `feastctl explain`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/rule.hpp"

namespace feastctl::explain {

/// A code with its reason, its remedy, and a wrong and a right example.
std::string rule(const Rule& rule);

/// A field of FeatureStores: its type, default, legal values, rules, since when there is it, an example, and the fields
/// below it (`recursive`: all of them as a tree). `path` may leave `spec.` or `spec.services.` out, and may be a word
/// that people have for a field (scale, hpa, keda). Nothing when there is no such field, see `unknown`.
std::optional<std::string> field(std::string_view path, bool recursive);

/// What to say about a word that is neither a code nor a field: what may have been meant, where such a field is.
std::string unknown(std::string_view word);

}  // namespace feastctl::explain
