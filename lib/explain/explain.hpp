/// @file
/// @brief Explains fields and codes: `feastctl explain`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/api_version.hpp"
#include "base/rule.hpp"
#include "base/versions.hpp"
#include "schema/lookup.hpp"

namespace feastctl::explain {

/// A code with its reason, its remedy, and a wrong and a right example.
std::string rule(const Rule& rule);

/// Explains a field of FeatureStores: its type, default, allowed values, rules, the release that introduced it, an
/// example, and the fields below it (`recursive`: all of them as a tree). `path` may omit `spec.` or `spec.services.`,
/// and may be a common term for a field (scale, hpa, keda). The field is described as in `feast`; a field that only
/// other releases have is described too, with a remark. Returns nothing if there is no such field; see `unknown`.
std::optional<std::string> field(std::string_view path, bool recursive, FeastRelease feast = {});

/// The facts about a field, a line each: its type, default, allowed values, limits and releases.
std::string facts(const schema::Lookup& found, FeastRelease feast);

/// The message for a word that is neither a code nor a field: suggestions, or where such a field is.
std::string unknown(std::string_view word);

/// The JSON Schema of an edition as one document, for editors.
std::string editor_schema(Edition edition);

}  // namespace feastctl::explain
