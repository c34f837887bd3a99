/// @file
/// @brief Fills the user's names into an example, for `feastctl init --name --namespace`.
#pragma once

#include <string>
#include <string_view>

namespace feastctl::options {

/// The name and namespace of the user's FeatureStore; if empty, those of the example are kept.
struct PresetNames {
  std::string_view name{}, name_space{};
};

/// The text of the preset `name` (one of preset_names()), with `names` replacing those of the example: in names that
/// contain the store's name, in the Feast project, in selectors and in queries. Comments are kept. If the example has a
/// second store, its names are derived. The names must be DNS labels.
std::string preset_with_names(std::string_view name, PresetNames names);

}  // namespace feastctl::options
