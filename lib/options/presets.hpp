/// @file
/// @brief The examples that ship inside the program, as starting points: what `feastctl init` prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace feastctl::options {

/// An example and its name.
struct Preset {
  std::string_view name, text;
};

/// Every example that is written as FeatureStores are today.
std::vector<Preset> presets();

/// The names that `init --preset` takes: those of the examples, and short ones.
std::vector<std::string_view> preset_names();

/// The example that a name of preset_names() stands for.
Preset preset_named(std::string_view name);

/// The first sentence of the comment that an example begins with, on one line.
std::string about(const Preset& preset);

}  // namespace feastctl::options
