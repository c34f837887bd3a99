/// @file
/// @brief The configuration file .feastctl.yaml: the options that reading commands take, by their long names.
///
/// Its keys are the options whose rows (options/options.hpp) allow it. The program treats a value as if it were on the
/// command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::config {

/// A key, its values as on the command line, and its place.
struct Setting {
  std::string_view key;
  std::vector<std::string> values;
  Span where;
};

/// Reads a configuration file. Unknown keys and values of the wrong type are errors.
std::vector<Setting> read(const Sources& sources, SourceId source, Diagnostics& out);

/// The JSON Schema of the file, for editors.
std::string json_schema();

}  // namespace feastctl::config
