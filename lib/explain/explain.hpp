/// @file
/// @brief Texts for people about fields and codes: `feastctl explain`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/api_version.hpp"
#include "base/rule.hpp"
#include "base/versions.hpp"

namespace feastctl::explain {

/// A code with its reason, its remedy, and a wrong and a right example.
std::string rule(const Rule& rule);

/// A field of FeatureStores: its type, default, legal values, rules, since when there is it, an example, and the fields
/// below it (`recursive`: all of them as a tree). `path` may leave `spec.` or `spec.services.` out, and may be a word
/// that people have for a field (scale, hpa, keda). It is described as `feast` has it; a field that only other releases
/// have is described too, and the text says so. Nothing when there is no such field, see `unknown`.
std::optional<std::string> field(std::string_view path, bool recursive, FeastRelease feast = {});

/// What to say about a word that is neither a code nor a field: what may have been meant, where such a field is.
std::string unknown(std::string_view word);

/// The JSON Schema of an edition in one document, for editors.
std::string editor_schema(Edition edition);

}  // namespace feastctl::explain
