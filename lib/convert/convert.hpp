/// @file
/// @brief Earlier spellings of FeatureStores as feast.dev/v1, in the text: `feastctl convert`.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::convert {

/// A source with every FeatureStore in today's spelling.
struct Converted {
  std::string text;
  bool changed = false;
};

/// Converts a source; all that is no FeatureStore, and all that is in today's spelling, stays byte for byte. Nothing
/// when it cannot be read, which is reported. Notes and warnings of what was changed have no code.
std::optional<Converted> convert(const Sources& sources, SourceId source, Diagnostics& out);

}  // namespace feastctl::convert
