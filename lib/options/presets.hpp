/// @file
/// @brief The embedded examples, as starting points for `feastctl init`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace feastctl::options {

/// An example and its name.
struct Preset {
  std::string_view name, text;
};

/// Every example in the current format.
std::vector<Preset> presets();

/// The names that `init --preset` accepts: those of the examples, and short names.
std::vector<std::string_view> preset_names();

/// The example for a name in preset_names().
Preset preset_named(std::string_view name);

/// The first sentence of the comment at the top of an example, on one line.
std::string about(const Preset& preset);

}  // namespace feastctl::options
