/// @file
/// @brief The configuration file .feastctl.yaml: the options that reading commands take, by their long names.
///
/// To add an option: a row in config.cpp. The program takes the value as it would from the command line.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace feastctl::config {

/// What stands behind a key.
enum class Takes : std::uint8_t { kText, kFlag, kNumber, kList, kFlagOrList };

/// An option of the file.
struct Key {
  std::string_view name;
  Takes takes = Takes::kText;
  std::string_view about;
  std::span<const std::string_view> choices{};  ///< of kText; none: any text
};
std::span<const Key> keys();

/// A key that was set, its values as they would stand on the command line, and where it stands.
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
