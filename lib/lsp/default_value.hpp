/// @file
/// @brief What a field is where it is not written.
#pragma once

#include <optional>
#include <string>

#include "lsp/outline.hpp"
#include "lsp/workspace.hpp"

namespace feastctl::lsp {

/// A default and who fills it in.
struct DefaultValue {
  std::string text;    ///< YAML
  std::string origin;  ///< as `feastctl defaults --origin` says it: schema, operator, …
};

/// The default of a field of a FeatureStore: that of the same store without this field. Nothing if there is none, or if
/// the rest of the store has errors.
std::optional<DefaultValue> default_value(const Document& document, const Outline& outline, int item);

}  // namespace feastctl::lsp
