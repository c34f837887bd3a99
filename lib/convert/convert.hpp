/// @file
/// @brief Converts earlier spellings of FeatureStores to feast.dev/v1, within the text: `feastctl convert`.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::convert {

/// A source with every FeatureStore in the current spelling.
struct Converted {
  std::string text;
  bool changed = false;
};

/// Converts a source; everything that is not a FeatureStore, or already in the current spelling, is kept byte for byte.
/// Returns nothing if the source cannot be read, which is reported. Notes and warnings about changes have no code.
std::optional<Converted> convert(const Sources& sources, SourceId source, Diagnostics& out);

}  // namespace feastctl::convert
