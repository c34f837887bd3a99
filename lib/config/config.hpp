/// @file
/// @brief The configuration file .feastctl.yaml: the options that reading commands take, by their long names.
///
/// Its keys are the options of the table (options/options.hpp) that say so. The program takes a value as it would from
/// the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::config {

/// A key that was set, its values as they would stand on the command line, and where it is.
struct Setting {
  std::string_view key;
  std::vector<std::string> values;
  Span where;
};

/// Reads a configuration file. Keys that are no options and values of the wrong form are errors.
std::vector<Setting> read(const Sources& sources, SourceId source, Diagnostics& out);

/// The JSON Schema of the file, for editors.
std::string json_schema();

}  // namespace feastctl::config
