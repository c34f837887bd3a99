/// @file
/// @brief The user's names in an example: what `feastctl init --name --namespace` prints.
#pragma once

#include <string>
#include <string_view>

namespace feastctl::options {

/// What the user's FeatureStore is called, and its namespace; what is empty stays as the example has it.
struct PresetNames {
  std::string_view name{}, name_space{};
};

/// The text of the preset `name` (one of preset_names()) with `names` wherever the example has its own: in names that
/// contain the store's, in the Feast project, in selectors and queries. Comments stay. Of an example with a second
/// store, that one's names are derived. The names must be DNS labels.
std::string preset_with_names(std::string_view name, PresetNames names);

}  // namespace feastctl::options
