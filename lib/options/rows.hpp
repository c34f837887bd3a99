/// @file
/// @brief The parts of the option table; options.hpp says how to add a row.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/versions.hpp"
#include "options/option.hpp"

namespace feastctl::options {

/// What all commands that read FeatureStores take.
std::span<const Option> shared_rows();
/// What adds to a bundle.
std::span<const Option> addition_rows();
/// What one command or two take.
std::span<const Option> command_rows();

/// The releases of Feast, as the choices of an option; each has other spellings.
std::vector<Choice> feast_releases();
inline bool is_feast_release(std::string_view text) {
  return parse_feast_release(text).has_value();
}

/// The commands that read FeatureStores.
inline constexpr Commands kReading =
    set_of(Command::kRender, Command::kValidate, Command::kDefaults, Command::kConvert, Command::kImages,
           Command::kRbac, Command::kDiff, Command::kKinds, Command::kAdopt, Command::kUpgrade, Command::kSimulate,
           Command::kCapacity, Command::kGraph, Command::kFn);

}  // namespace feastctl::options
